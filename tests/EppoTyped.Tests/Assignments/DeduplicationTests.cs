using EppoTyped.CompilerServices;
using EppoTyped.Tests.Clients;
using static EppoTyped.Tests.Assignments.LoggingClients;

namespace EppoTyped.Tests.Assignments;

/// <summary>One event for each new assignment, at every entry point.</summary>
public sealed class DeduplicationTests
{
    private static readonly Flag<Variant> Typical = GeneratedCodeV1.Choice("typical", Variant.Control, Variants.TryParse);

    private static readonly Shopper[] Shoppers =
    [
        .. Enumerable.Range(0, 256).Select(number => new Shopper(new Guid(number, 7, 9, 1, 2, 3, 4, 5, 6, 7, 8).ToString()) { Country = "US", Age = 40 }),
    ];

    [Fact]
    public void The_same_assignment_is_logged_once_whatever_the_call()
    {
        RecordingLogger logger = new();
        FlagClient client = Client(logger);
        Dictionary<string, object> attributes = new() { ["country"] = "US", ["age"] = 40 };

        for (int round = 0; round < 3; round++)
        {
            client.GetValue(Typical, Shoppers[0]);
            client.GetDetails(Typical, Shoppers[0]);
            client.GetStringAssignment("typical", Shoppers[0].Key, attributes, "none");
            client.GetStringAssignmentDetails("typical", Shoppers[0].Key, attributes, "none");
        }

        Assert.Single(logger.Events);
        Assert.Equal(1, client.AssignmentStatistics.Enqueued);
    }

    [Fact]
    public void A_client_in_memory_logs_every_call_unless_it_is_asked_not_to()
    {
        RecordingLogger logger = new();
        FlagClient client = FlagClient.InMemory(On, logger);
        Ask(client, "somebody");
        Ask(client, "somebody");
        Assert.Equal(2, logger.Events.Count);
    }

    [Fact]
    public async Task It_is_on_in_an_Eppo_client_and_can_be_switched_off()
    {
        RecordingLogger quiet = new();
        RecordingLogger talkative = new();
        await using (EppoClient client = await EppoClient.InitializeAsync(Options(quiet)))
        await using (EppoClient chatty = await EppoClient.InitializeAsync(Options(talkative) with { Deduplication = DeduplicationOptions.Off }))
        {
            for (int call = 0; call < 5; call++)
            {
                Ask(client, "somebody");
                Ask(chatty, "somebody");
            }
        }

        Assert.Equal((1, 5), (quiet.Events.Count, talkative.Events.Count));
    }

    [Fact]
    public void There_and_back_is_logged_three_times()
    {
        RecordingLogger logger = new();
        FlagClient client = FlagClient.InMemory(Colour("red"), logger, deduplication: new());
        foreach (string colour in (string[])["red", "blue", "red"])
        {
            client.Core.Publish(FlagClient.InMemory(Colour(colour)).Core.Table);
            client.GetStringAssignment("colour", "somebody", "none");
            client.GetStringAssignment("colour", "somebody", "none");
        }

        Assert.Equal(["red", "blue", "red"], logger.Events.Select(assignment => assignment.Variation));
    }

    [Fact]
    public void A_new_configuration_logs_nothing_again_that_did_not_change()
    {
        RecordingLogger logger = new();
        FlagClient client = Client(logger);
        Array.ForEach(Shoppers, shopper => client.GetValue(Typical, shopper));
        int before = logger.Events.Count;

        for (int swap = 0; swap < 3; swap++)
        {
            client.Core.Publish(FlagClient.InMemory(Configurations.Of(Configurations.RulesAndSplit("typical"), Configurations.Constant($"new-{swap}", "BOOLEAN", "true"))).Core.Table);
            Array.ForEach(Shoppers, shopper => client.GetValue(Typical, shopper));
        }

        Assert.Equal(256, before);
        Assert.Equal(256, logger.Events.Count);
    }

    [Fact]
    public void What_the_logger_threw_on_is_logged_at_the_next_call()
    {
        FailingLogger logger = new(call => call <= 2);
        FlagClient client = FlagClient.InMemory(On, logger, deduplication: new());
        for (int call = 0; call < 5; call++)
        {
            Assert.True(Ask(client, "somebody"));
        }

        Assert.Equal(3, logger.Calls);
        Assert.Single(logger.Subjects);
        Assert.Equal(new DeliveryStatistics { Enqueued = 3, Delivered = 1, Dropped = 2, Failed = 2 }, client.AssignmentStatistics);
    }

    [Fact]
    public void What_a_broken_clock_kept_from_being_made_is_logged_at_the_next_call()
    {
        RecordingLogger logger = new();
        BreakableClock clock = new();
        FlagClient client = FlagClient.InMemory(On, logger, clock: clock, deduplication: new());
        Flag<bool> on = GeneratedCodeV1.Boolean("on", false);
        clock.Broken = true;
        Assert.True(client.GetValue(on, Shoppers[0]));
        Assert.Empty(logger.Events);
        clock.Broken = false;
        client.GetValue(on, Shoppers[0]);
        client.GetValue(on, Shoppers[0]);
        Assert.Single(logger.Events);
    }

    [Fact]
    public void A_warm_log_allocates_nothing()
    {
        FlagClient client = Client(new RecordingLogger());
        Dictionary<string, object> attributes = new() { ["country"] = "US", ["age"] = 40 };
        void AskAll()
        {
            foreach (Shopper shopper in Shoppers)
            {
                client.GetValue(Typical, shopper);
                client.GetStringAssignment("typical", shopper.Key, attributes, "none");
            }
        }

        AskAll();
        AskAll();
        long before = GC.GetAllocatedBytesForCurrentThread();
        AskAll();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(256, client.AssignmentStatistics.Enqueued);
    }

    [Fact]
    public void Bandit_actions_are_remembered_for_ten_minutes_from_their_event()
    {
        FakeTimeProvider clock = new();
        FailingLogger logger = new(_ => false);
        AssignmentLog log = FlagClient.InMemory(On, logger, clock: clock, deduplication: new()).Core.Log;
        Log(log, "anna", "nike");
        Log(log, "anna", "nike");
        Log(log, "anna", "adidas");
        Log(log, "anna", "nike");
        Log(log, "ben", "nike");
        Assert.Equal(["anna nike", "anna adidas", "anna nike", "ben nike"], logger.Actions.Select(action => $"{action.Subject} {action.Action}"));

        clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        Log(log, "anna", "nike");
        Assert.Equal(4, logger.Actions.Count);
        clock.Advance(TimeSpan.FromTicks(1));
        Log(log, "anna", "nike");
        Log(log, "anna", "nike");
        Assert.Equal(5, logger.Actions.Count);
    }

    [Fact]
    public void A_bandit_action_that_the_logger_threw_on_or_nobody_built_is_wanted_again()
    {
        FailingLogger logger = new(call => call == 1);
        AssignmentLog log = FlagClient.InMemory(On, logger, deduplication: new()).Core.Log;
        Log(log, "anna", "nike");
        Assert.Empty(logger.Actions);
        Assert.True(log.WantsBanditAction("anna", "banner-bandit", "banner", "nike"));
        Assert.False(log.WantsBanditAction("anna", "banner-bandit", "banner", "nike"));
        log.ForgetBanditAction("anna", "banner-bandit", "banner", "nike");
        Log(log, "anna", "nike");
        Assert.Single(logger.Actions);
    }

    private static void Log(AssignmentLog log, string subject, string action)
    {
        if (log.WantsBanditAction(subject, "banner-bandit", "banner", action))
        {
            log.RecordBanditAction(Action(subject, action));
        }
    }

    private static FlagClient Client(IAssignmentLogger logger) =>
        FlagClient.InMemory(Configurations.Of(Configurations.RulesAndSplit("typical")), logger, deduplication: new());

    // One allocation, one variation for everybody: which one is what changes.
    private static string Colour(string variation) => Configurations.Of(
        Configurations.Constant("colour", "STRING", $"\"{variation}\"").Replace("\"only\"", $"\"{variation}\"", StringComparison.Ordinal));

    private sealed class BreakableClock : TimeProvider
    {
        public bool Broken { get; set; }

        public override DateTimeOffset GetUtcNow() => Broken ? throw new InvalidOperationException("no time") : base.GetUtcNow();
    }
}
