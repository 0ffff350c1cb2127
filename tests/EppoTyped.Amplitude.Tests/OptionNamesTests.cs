using System.Text.RegularExpressions;
using EppoTyped.Amplitude.Tests.Local;
using EppoTyped.Tests;

namespace EppoTyped.Amplitude.Tests;

/// <summary>What a user of Amplitude reads names options that the user can set.</summary>
public sealed partial class OptionNamesTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);

    private readonly CollectingLogger _log = new();

    [Fact]
    public async Task Lines_of_the_assignment_log_name_the_options_of_the_local_client()
    {
        using ManualResetEventSlim open = new();
        using SemaphoreSlim entered = new(0);
        AmplitudeLocalClient client = new("server-key", new AmplitudeLocalOptions
        {
            Bootstrap = LocalFlags.Greeting("Hi"),
            AssignmentLogger = AssignmentLogger.FromDelegate(_ =>
            {
                entered.Release();
                open.Wait();
            }),
            AssignmentQueueCapacity = 1,
            FlushTimeout = Short,
            LoggerFactory = _log,
        });
        FlagSet flags = new(client);

        flags.Greeting.Value(new User("in hand"));
        Assert.True(await entered.WaitAsync(TimeSpan.FromSeconds(20)));
        flags.Greeting.Value(new User("waits"));
        flags.Greeting.Value(new User("has no room"));
        await client.DisposeAsync();
        open.Set();

        Assert.Equal(["AmplitudeLocalOptions.AssignmentQueueCapacity", "AmplitudeLocalOptions.FlushTimeout"], OptionsNamed());
    }

    [Fact]
    public async Task Lines_of_tracking_name_its_own_options()
    {
        TaskCompletionSource<HttpResponseMessage> answer = new();
        using HttpClient http = new(new DelegatingAnswer(() => answer.Task));
        AssignmentTrackingOptions tracking = new("analytics") { QueueCapacity = 1, FlushQueueSize = 1 };
        await using (EvaluationTracker tracker = new(tracking, null, AmplitudeZone.US, new AmplitudeKey("deployment"), http, TimeProvider.System, _log))
        {
            foreach (string user in (string[])["waits", "has no room"])
            {
                tracker.Track(new AmplitudeUser(user), new Dictionary<string, Variant> { ["a"] = new() { Key = "on" } }, new EvaluateOptions());
            }

            answer.SetResult(new HttpResponseMessage(System.Net.HttpStatusCode.OK) { Content = new StringContent("{}") });
            Assert.True(await tracker.Assignments!.FlushAsync(default));
        }

        Assert.Equal(["AssignmentTrackingOptions.QueueCapacity"], OptionsNamed());
    }

    [Fact]
    public void A_folder_for_tracked_events_that_cannot_be_one_is_refused_by_the_name_of_its_option()
    {
        using HttpClient http = new();
        ExposureTrackingOptions tracking = new("analytics") { SpoolFolder = " " };

        ArgumentException refusal = Assert.Throws<ArgumentException>(
            () => new EvaluationTracker(null, tracking, AmplitudeZone.US, new AmplitudeKey("deployment"), http, TimeProvider.System, _log));

        Assert.StartsWith("ExposureTrackingOptions.SpoolFolder is ", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>The options that the log has named so far, each of which its type must have.</summary>
    private string[] OptionsNamed()
    {
        string[] named = [.. _log.Lines.SelectMany(line => Option().Matches(line.Text)).Select(match => match.Value)];
        Type[] types = [typeof(AmplitudeLocalOptions), typeof(AssignmentTrackingOptions)];
        Assert.All(named, name => Assert.Contains(types, type => name.Split('.') is var parts && type.Name == parts[0] && type.GetProperty(parts[1]) is not null));
        return named;
    }

    [GeneratedRegex(@"\w+Options\.\w+")]
    private static partial Regex Option();

    private sealed class DelegatingAnswer(Func<Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer();
    }
}
