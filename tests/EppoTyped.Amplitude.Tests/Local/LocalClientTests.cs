using EppoTyped.Tests;
using EppoTyped.Tests.Polling;
using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude.Tests.Local;

public sealed class LocalClientTests
{
    private readonly CollectingLogger _log = new();
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task A_start_fetches_the_flags_and_then_polls_them()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Json(LocalFlags.Greeting("one")), Answers.Json(LocalFlags.Greeting("two")));
        await using AmplitudeLocalClient client = new(" server-key ", Options(server) with { ServerUrl = server.Url + "/" });
        Assert.Null(LocalFlags.GreetingOf(client));

        await client.StartAsync();
        await client.StartAsync();

        Assert.Equal("one", LocalFlags.GreetingOf(client));
        FlagServer.Request request = Assert.Single(server.Requests);
        Assert.Equal(("GET", "/sdk/v2/flags?v=0", "Api-Key server-key"), (request.Method, request.Target, request.Headers["Authorization"]));
        Assert.Equal($"eppotyped/{EppoSdk.Version}", request.Headers["X-Amp-Exp-Library"]);

        TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        client.ConfigurationChanged += (_, change) => changed.TrySetResult();
        Assert.Equal(TimeSpan.FromSeconds(30), await _clock.TimerAsync(left => left <= TimeSpan.FromSeconds(30)));
        _clock.Advance(TimeSpan.FromSeconds(30));
        await changed.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal("two", LocalFlags.GreetingOf(client));
        Assert.DoesNotContain(_log.Lines, line => line.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task A_failing_poll_keeps_the_flags()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Json(LocalFlags.Greeting("one")), Answers.Status(500), Answers.Json(LocalFlags.Greeting("two")));
        await using AmplitudeLocalClient client = new("server-key", Options(server));
        await client.StartAsync();

        await _clock.TimerAsync(left => left == TimeSpan.FromSeconds(30));
        _clock.Advance(TimeSpan.FromSeconds(30));
        TimeSpan rest = await RestAsync();
        Assert.Equal("one", LocalFlags.GreetingOf(client));
        Assert.InRange(rest, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30));
        Assert.Contains(_log.Lines, line => line.Text.Contains("answered 500", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(500, "answered 500")]
    [InlineData(401, "refuses the deployment key (SHA-256 ")]
    public async Task A_start_without_flags_throws_and_leaves_nothing_running(int status, string why)
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Status(status), Answers.Json(LocalFlags.Greeting("one")));
        await using AmplitudeLocalClient client = new("server-key", Options(server));

        AmplitudeStartException problem = await Assert.ThrowsAsync<AmplitudeStartException>(() => client.StartAsync());

        Assert.Contains(why, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("server-key", problem.Message, StringComparison.Ordinal);
        Assert.False(client.IsRunning);
        await _clock.UnarmedAsync();
        await client.StartAsync();
        Assert.Equal("one", LocalFlags.GreetingOf(client));
    }

    [Fact]
    public async Task A_start_that_is_given_up_leaves_nothing_running()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Hang);
        await using AmplitudeLocalClient client = new("server-key", Options(server));
        using CancellationTokenSource end = new();
        Task starting = client.StartAsync(end.Token);
        await server.Hanging.WaitAsync();
        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting);
        Assert.False(client.IsRunning);
        await _clock.UnarmedAsync();
    }

    [Fact]
    public async Task A_request_has_its_time()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.HangInBody);
        await using AmplitudeLocalClient client = new("server-key", Options(server) with { FlagConfigPollerRequestTimeout = TimeSpan.FromSeconds(3) });
        Task starting = client.StartAsync();
        await server.Hanging.WaitAsync();
        _clock.Advance(TimeSpan.FromSeconds(3));

        AmplitudeStartException problem = await Assert.ThrowsAsync<AmplitudeStartException>(() => starting);
        Assert.Contains("within 00:00:03 (AmplitudeLocalOptions.FlagConfigPollerRequestTimeout)", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopped_it_answers_from_the_last_flags_and_disposed_with_defaults()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Json(LocalFlags.Greeting("one")));
        AmplitudeLocalClient client = new("server-key", Options(server));
        await client.StartAsync();

        await client.StopAsync();
        await client.StopAsync();
        Assert.False(client.IsRunning);
        await _clock.UnarmedAsync();
        Assert.Equal("one", LocalFlags.GreetingOf(client));

        await client.StartAsync();
        Assert.Equal(2, server.Requests.Count);

        await client.DisposeAsync();
        await client.DisposeAsync();
        Assert.Null(LocalFlags.GreetingOf(client));
        Assert.Equal("Hello", new FlagSet(client).Greeting.Value(new User("u")));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.StartAsync());
    }

    [Fact]
    public void A_bootstrap_answers_before_and_without_a_start()
    {
        AmplitudeLocalClient list = new("server-key", new() { Bootstrap = LocalFlags.Greeting("given") });
        AmplitudeLocalClient byKey = new("server-key", new() { Bootstrap = $$"""{"greeting":{{LocalFlags.Greeting("given").Trim('[', ']')}}}""" });
        Assert.Equal("given", LocalFlags.GreetingOf(list));
        Assert.Equal("given", LocalFlags.GreetingOf(byKey));
        Assert.Contains("Bootstrap", Assert.Throws<ArgumentException>(() => new AmplitudeLocalClient("server-key", new() { Bootstrap = "7" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strict_refuses_flags_that_would_be_set_aside_and_keeps_the_last_ones()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Json("""[{"key":"bad","variants":7}]"""), Answers.Json(LocalFlags.Greeting("one")), Answers.Json("""[{"key":"bad","variants":7}]"""));
        await using AmplitudeLocalClient client = new("server-key", Options(server) with { Strict = true });

        Assert.Contains("Flag bad", (await Assert.ThrowsAsync<AmplitudeStartException>(() => client.StartAsync())).Message, StringComparison.Ordinal);
        await client.StartAsync();
        await _clock.TimerAsync(left => left == TimeSpan.FromSeconds(30));
        _clock.Advance(TimeSpan.FromSeconds(30));
        await RestAsync();
        Assert.Equal("one", LocalFlags.GreetingOf(client));
    }

    [Fact]
    public void The_generated_accessors_answer_from_it_for_generated_records_and_users()
    {
        FlagClient client = Local("""
            [{"key":"checkout","variants":{"fast":{"key":"fast","value":"fast_checkout"},"odd":{"key":"odd","value":"unheard_of"}},"segments":[
               {"conditions":[[{"selector":["context","user","country"],"op":"is","values":["DE"]}]],"variant":"fast"},
               {"conditions":[[{"selector":["context","user","country"],"op":"is","values":["FR"]}]],"variant":"odd"}]},
             {"key":"kill-switch","variants":{"on":{"key":"on","value":"on"},"off":{"key":"off","metadata":{"default":true}}},"segments":[{"variant":"on"}]},
             {"key":"campaign","variants":{"c":{"key":"c","payload":{"hero":true,"hero_title":"Sun"}}},"segments":[{"variant":"c"}]}]
            """);
        FlagSet flags = new(client);

        Assert.Equal(CheckoutVariant.FastCheckout, flags.Checkout.Variant(new User("u") { Country = "DE" }));
        Assert.Equal(CheckoutVariant.StandardCheckout, flags.Checkout.Variant(new User("u") { Country = "US" }));
        Assert.True(flags.KillSwitch.IsEnabled(new AmplitudeUser("u")));
        Assert.Equal(new Campaign { Hero = true, HeroTitle = "Sun" }, flags.Campaign.Value(new AmplitudeUser("u")));
        Assert.Empty(_log.Lines);
        Assert.Equal(CheckoutVariant.StandardCheckout, flags.Checkout.Variant(new User("u") { Country = "FR" }));
        Assert.Equal(CheckoutVariant.StandardCheckout, flags.Checkout.Variant(new User("u") { Country = "FR" }));
        Assert.Contains("unheard_of", Assert.Single(_log.Lines).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flag_that_is_not_there_is_said_once_with_what_to_check()
    {
        FlagSet flags = new(Local("[]"));
        Assert.Equal("Hello", flags.Greeting.Value(new User("u")));
        Assert.Equal("Hello", flags.Greeting.Value(new User("u")));
        Assert.Contains("local evaluation mode", Assert.Single(_log.Lines).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_gives_defaults_too_unless_asked_not_to_and_only_the_flags_asked_for()
    {
        AmplitudeLocalClient client = Local("""
            [{"key":"a","variants":{"on":{"key":"on","value":"on"}},"segments":[{"variant":"on"}]},
             {"key":"b","dependencies":["a"],"variants":{"off":{"key":"off","metadata":{"default":true}}},"segments":[{"variant":"off"}]},
             {"key":"c","metadata":{"deployed":false},"variants":{"on":{"key":"on","value":"on"}},"segments":[{"variant":"on"}]},
             {"key":"nothing","variants":{},"segments":[]}]
            """);
        AmplitudeUser user = new("u");

        Assert.Equal(["a", "b", "c"], client.Evaluate(user).Keys);
        Assert.Equal(["a", "b", "c"], client.Evaluate(user, []).Keys);
        Assert.Equal(["a", "b"], client.Evaluate(user, ["b", "unknown"]).Keys);
        Assert.Equal(["a"], client.Evaluate(user, null, new() { WithoutDefaults = true }).Keys);
    }

    [Fact]
    public void Calls_that_are_made_for_Eppo_answer_too()
    {
        AmplitudeLocalClient client = Local(LocalFlags.Greeting("Hi"));
        FlagResult result = Assert.Single(client.EvaluateAll(new AmplitudeUser("u")));
        Assert.Equal(("greeting", "Hi", EvaluationReason.Static), (result.FlagKey, result.Value.GetString(), result.Reason));
        Assert.Contains("precomputed", client.GetPrecomputedConfiguration(new AmplitudeUser("u")), StringComparison.Ordinal);
        Assert.Equal("Hi", client.Snapshot().GetStringAssignment("greeting", "u", "Hello"));
    }

    [Fact]
    public void A_subject_that_throws_costs_the_flags_that_ask_it()
    {
        AmplitudeLocalClient client = Local("""
            [{"key":"asks","variants":{"on":{"key":"on"}},"segments":[{"conditions":[[{"selector":["context","user","country"],"op":"is not","values":["x"]}]],"variant":"on"}]},
             {"key":"does-not","variants":{"on":{"key":"on"}},"segments":[{"variant":"on"}]}]
            """);
        Assert.Equal(["does-not"], client.Evaluate(new Thrower()).Keys);
        Assert.Equal(4, Assert.Single(_log.Lines).Id.Id);
    }

    [Fact]
    public async Task Typed_calls_are_assignments_where_somebody_listens_but_defaults_are_none()
    {
        List<AssignmentEvent> events = [];
        AmplitudeLocalClient client = new("server-key", new()
        {
            AssignmentLogger = AssignmentLogger.FromDelegate(events.Add),
            AssignmentDelivery = AssignmentDelivery.Inline,
            Bootstrap = """
                [{"key":"greeting","metadata":{"experimentKey":"exp-1"},"variants":{"hi":{"key":"hi","value":"Hi"},"off":{"key":"off","value":"Bye","metadata":{"default":true}}},"segments":[
                  {"metadata":{"segmentName":"Germans"},"conditions":[[{"selector":["context","user","country"],"op":"is","values":["DE"]}]],"variant":"hi"},{"variant":"off"}]}]
                """,
        });
        FlagSet flags = new(client);

        Assert.Equal("Hi", flags.Greeting.Value(new User("u-1") { Country = "DE" }));
        Assert.Equal("Bye", flags.Greeting.Value(new User("u-2")));

        AssignmentEvent assignment = Assert.Single(events);
        Assert.Equal(("greeting", "Germans", "exp-1", "u-1", "hi"), (assignment.FeatureFlag, assignment.Allocation, assignment.Experiment, assignment.Subject, assignment.Variation));
        await client.DisposeAsync();
    }

    [Theory]
    [InlineData(AmplitudeZone.US, "api.lab.amplitude.com")]
    [InlineData(AmplitudeZone.EU, "flag.lab.eu.amplitude.com")]
    public void The_zone_names_the_host(AmplitudeZone zone, string host) =>
        Assert.Contains(host, new AmplitudeLocalClient("server-key", new() { ServerZone = zone }).ToString(), StringComparison.Ordinal);

    public static TheoryData<string, AmplitudeLocalOptions> WrongOptions => new()
    {
        { "FlagConfigPollingInterval", new() { FlagConfigPollingInterval = TimeSpan.Zero } },
        { "FlagConfigPollerRequestTimeout", new() { FlagConfigPollerRequestTimeout = TimeSpan.FromDays(2) } },
        { "StreamFlagConnTimeout", new() { StreamFlagConnTimeout = TimeSpan.Zero } },
        { "StreamServerUrl", new() { StreamServerUrl = "ftp://somewhere" } },
        { "ServerUrl", new() { ServerUrl = "https://user:secret@host" } },
        { "ServerZone", new() { ServerZone = (AmplitudeZone)9 } },
        { "MaxConfigurationBytes", new() { MaxConfigurationBytes = 1 } },
        { "FlushTimeout", new() { FlushTimeout = TimeSpan.FromHours(-1) } },
        { "SubjectKey", new() { SubjectKey = (SubjectKeyUse)9 } },
        { "AssignmentQueueCapacity", new() { AssignmentQueueCapacity = 0 } },
        { "AssignmentDelivery", new() { AssignmentDelivery = (AssignmentDelivery)9 } },
    };

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public void Wrong_options_are_refused_by_name(string option, AmplitudeLocalOptions options)
    {
        string message = Assert.Throws<ArgumentException>(() => new AmplitudeLocalClient("server-key", options)).Message;
        Assert.Contains($"AmplitudeLocalOptions.{option} ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_needed() => Assert.Contains("deployment key is empty", Assert.Throws<ArgumentException>(() => new AmplitudeLocalClient(" ")).Message, StringComparison.Ordinal);

    /// <summary>The rest after a poll that failed: not the time of a request, and shorter than the rest after one that did not.</summary>
    private Task<TimeSpan> RestAsync() => _clock.TimerAsync(left => left < TimeSpan.FromSeconds(30) && left != TimeSpan.FromSeconds(10));

    private AmplitudeLocalClient Local(string flags) => new("server-key", new() { Bootstrap = flags, LoggerFactory = _log });

    private AmplitudeLocalOptions Options(FlagServer server) => new() { ServerUrl = server.Url, TimeProvider = _clock, LoggerFactory = _log, AttachToShared = false };

    private sealed class Thrower : ISubject
    {
        public string Key => "u";

        public bool TryGetAttribute(string name, out AttributeValue value) => throw new InvalidOperationException("No.");

        public void CopyAttributesTo(IDictionary<string, AttributeValue> attributes) => throw new InvalidOperationException("No.");
    }
}
