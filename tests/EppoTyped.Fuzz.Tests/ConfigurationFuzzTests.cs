using System.Text;
using EppoTyped.Fuzz.Tests.Evaluation;
using EppoTyped.Fuzz.Tests.Harness;
using EppoTyped.Tests;
using Xunit.Abstractions;

namespace EppoTyped.Fuzz.Tests;

/// <summary>
/// Configurations mutated from real ones, and hostile subjects for those that can be read: nothing throws, is slow or leaks memory, and all
/// kinds of calls agree.
/// </summary>
public sealed class ConfigurationFuzzTests(ITestOutputHelper output, CiLog log) : IClassFixture<CiLog>
{
    private const int Configurations = 60_000;
    private const int Evaluations = 60_000;

    // It stands still, so that two calls of one input see the same day.
    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 11, 28, 6, 0, 0, TimeSpan.Zero));

    private FuzzRun _run = null!;
    private Interrogation _interrogation = null!;

    [Fact]
    public void No_configuration_and_no_subject_makes_it_throw_or_hang_or_contradict_itself()
    {
        _run = new FuzzRun("configurations", output, log);
        _interrogation = new Interrogation(_run);
        _run.Run(Configurations, ConfigurationInput.Next, Check, input => input.Show());
        Assert.InRange(_run.CountOf("evaluations"), (long)(Evaluations * RunScale.Value), long.MaxValue);
        // In every form, configurations were accepted and others refused.
        Assert.All(Enum.GetNames<ConfigurationForm>(), form => Assert.True(
            _run.CountOf($"accepted {form}") > 200 * RunScale.Value && _run.CountOf($"refused {form}") > 20 * RunScale.Value,
            form));
    }

    private void Check(ConfigurationInput input, Random random)
    {
        StrictLogger logger = new();
        if (_run.Timed("reading", () => Read(input, logger)) is not { } table)
        {
            _run.Count($"refused {input.Form}");
            Assert.Null(logger.Complaint);
            return;
        }

        _run.Count($"accepted {input.Form}");
        _run.Count("flags set aside", table.Flags.Values.Count(flag => flag.Defect is not null));
        if (random.Next(16) == 0)
        {
            AssertReadsAlike(input, table);
        }

        FlagClient client = FlagClient.InMemory(
            assignmentLogger: new CountingLogger(_run, random.Next(50) == 0), clock: Clock, loggerFactory: logger);
        client.Core.Publish(table);
        if (table.Flags.Count > 0)
        {
            CompiledFlag flag = table.Flags.Values[random.Next(table.Flags.Count)];
            _interrogation.EvaluateOne(client, flag.Key, flag.Type, logger, random);
            if (input.Form == ConfigurationForm.Bandits)
            {
                _interrogation.ChooseAction(client, flag.Key, random);
            }
        }

        if (random.Next(8) == 0)
        {
            _interrogation.EvaluateAll(client, logger, random);
        }

        Assert.Null(logger.Complaint);
    }

    private static FlagTable? Read(ConfigurationInput input, StrictLogger logger)
    {
        EppoConfiguration configuration;
        try
        {
            configuration = input.Form == ConfigurationForm.Wire
                ? EppoConfiguration.FromWire(Encoding.UTF8.GetString(input.Flags))
                : new EppoConfiguration(input.Flags, input.Models is null ? default(ReadOnlyMemory<byte>?) : input.Models);
        }
        catch (FormatException)
        {
            return null;
        }

        FlagTable? table = ConfigurationReader.Read(configuration, Clock.GetUtcNow(), logger, out string? problem);
        Assert.True((table is null) == (problem is not null), $"{(table is null ? "Refused" : "Accepted")} with the problem: {problem}");
        Assert.True(
            problem is null || !problem.AsSpan().ContainsAnyInRange('\0', '\u001f'), $"The problem has more than one line: {problem}");
        _ = configuration.EnvironmentName;
        _ = configuration.PublishedAt;
        return table;
    }

    private static void AssertReadsAlike(ConfigurationInput input, FlagTable table)
    {
        FlagTable again = Read(input, new StrictLogger())!;
        Assert.Equal(table.Flags.Keys.Order(StringComparer.Ordinal), again.Flags.Keys.Order(StringComparer.Ordinal));
        Assert.All(
            table.Flags.Values.AsEnumerable(),
            flag => Assert.Equal((flag.Fingerprint, flag.Defect), (again.Flags[flag.Key].Fingerprint, again.Flags[flag.Key].Defect)));

        // Written and read again it is the same configuration, but for bytes that are not text.
        EppoConfiguration read = EppoConfiguration.Of(table.Response!);
        EppoConfiguration copy = EppoConfiguration.FromWire(EppoConfiguration.FromWire(read.ToWire()).ToWire());
        Assert.Equal(Encoding.UTF8.GetString(read.Flags.Span), Encoding.UTF8.GetString(copy.Flags.Span));
    }

    private sealed class CountingLogger(FuzzRun run, bool throws) : IAssignmentLogger
    {
        public void LogAssignment(AssignmentEvent assignment)
        {
            run.Count("events");
            Written(assignment.ToJson());
        }

        public void LogBanditAction(BanditActionEvent action)
        {
            run.Count("events");
            Written(action.ToJson());
        }

        private void Written(string json)
        {
            if (throws || json.Length == 0)
            {
                throw new InvalidOperationException("No event of mine.");
            }
        }
    }
}
