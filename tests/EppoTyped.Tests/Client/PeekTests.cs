using EppoTyped.CompilerServices;

namespace EppoTyped.Tests.Clients;

/// <summary>Peeking logs nothing; the exposure is logged when it happens.</summary>
public sealed class PeekTests
{
    private static readonly Flag<Variant> Typical = GeneratedCodeV1.Choice("typical", Variant.Control, Variants.TryParse);
    private static readonly Flag<long> Refused = GeneratedCodeV1.Integer("refused", 1, maximum: 5);
    private static readonly Flag<long> Unknown = GeneratedCodeV1.Integer("unknown", 1);
    private static readonly Flag<bool> Silent = GeneratedCodeV1.Boolean("silent", false);
    private static readonly Shopper Someone = new("somebody") { Country = "US", Age = 40 };

    private readonly RecordingLogger _assignments = new();
    private readonly FlagOverrides _overrides = new();
    private readonly FlagClient _client;

    public PeekTests() => _client = FlagClient.InMemory(
        Configurations.Of(
            Configurations.RulesAndSplit("typical"), Configurations.Constant("refused", "INTEGER", "6"), Configurations.Constant("silent", "BOOLEAN", "true", doLog: false)),
        _assignments,
        _overrides);

    [Fact]
    public void Peek_gives_what_the_call_gives_and_logs_nothing()
    {
        Variant peeked = _client.Peek(Typical, Someone);
        Evaluation<Variant> details = _client.PeekDetails(Typical, Someone);
        Assert.Equal((1, 1, 3), (_client.Peek(Refused, Someone), _client.PeekDetails(Refused, Someone).Value, _client.Peek(Refused, Someone, 3)));
        Assert.Equal(2, _client.Peek(Unknown, Someone, 2));
        Assert.True(_client.Peek(Silent, Someone));
        Assert.Empty(_assignments.Events);

        Assert.Equal(_client.GetValue(Typical, Someone), peeked);
        Assert.Equal((peeked, "experiment"), (details.Value, details.AllocationKey));
        Assert.Single(_assignments.Events);
    }

    [Fact]
    public void The_exposure_is_the_assignment_the_call_would_have_logged()
    {
        _client.LogExposure(Typical, Someone);
        _client.GetValue(Typical, Someone);

        Assert.Equal(2, _assignments.Events.Count);
        Assert.Equal(
            (_assignments.Events[1].Subject, _assignments.Events[1].Variation, _assignments.Events[1].Allocation, _assignments.Events[1].FeatureFlag),
            (_assignments.Events[0].Subject, _assignments.Events[0].Variation, _assignments.Events[0].Allocation, _assignments.Events[0].FeatureFlag));
    }

    [Fact]
    public void Defaults_refusals_overrides_and_silent_allocations_are_no_exposure()
    {
        _overrides.Set(Typical, Variant.Treatment);
        foreach (ISubject? subject in new ISubject?[] { Someone, null })
        {
            _client.LogExposure(Typical, subject);
            _client.LogExposure(Refused, subject);
            _client.LogExposure(Unknown, subject);
            _client.LogExposure(Silent, subject);
        }

        Assert.Empty(_assignments.Events);
    }

    [Fact]
    public void Peeking_allocates_nothing()
    {
        _client.Peek(Typical, Someone);
        FlagClient plain = FlagClient.InMemory(Configurations.Of(Configurations.RulesAndSplit("typical")));
        plain.Peek(Typical, Someone);

        long before = GC.GetAllocatedBytesForCurrentThread();
        plain.Peek(Typical, Someone);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
