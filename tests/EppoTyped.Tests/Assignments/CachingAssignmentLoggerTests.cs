using EppoTyped.Tests.Clients;
using static EppoTyped.Tests.Assignments.LoggingClients;

namespace EppoTyped.Tests.Assignments;

/// <summary>The same rules around a logger of the user's own.</summary>
public sealed class CachingAssignmentLoggerTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly FailingLogger _inner = new(_ => false);

    [Fact]
    public void With_1024_assignments_and_2048_actions_for_600_seconds_each_comes_through_once_until_then()
    {
        TimeSpan lifetime = TimeSpan.FromSeconds(600);
        DeduplicationOptions options = new() { AssignmentCapacity = 1024, AssignmentLifetime = lifetime, BanditActionCapacity = 2048, BanditActionLifetime = lifetime };
        CachingAssignmentLogger logger = new(_inner, options, _clock);
        for (int round = 0; round < 3; round++)
        {
            LogAll(logger, 1024, 2048);
            _clock.Advance(TimeSpan.FromSeconds(199));
        }

        Assert.Equal((1024, 2048), (_inner.Subjects.Count, _inner.Actions.Count));
        _clock.Advance(TimeSpan.FromSeconds(3));
        LogAll(logger, 1024, 2048);
        Assert.Equal((2048, 4096), (_inner.Subjects.Count, _inner.Actions.Count));
    }

    [Fact]
    public void One_more_than_it_holds_pushes_one_out()
    {
        CachingAssignmentLogger logger = new(_inner, new DeduplicationOptions { AssignmentCapacity = 1024, BanditActionCapacity = 2048 }, _clock);
        LogAll(logger, 1025, 2049);
        logger.LogAssignment(Assignment("subject-0"));
        logger.LogBanditAction(Action("subject-0", "nike"));
        logger.LogAssignment(Assignment("subject-1024"));
        logger.LogBanditAction(Action("subject-2048", "nike"));
        Assert.Equal((1026, 2050), (_inner.Subjects.Count, _inner.Actions.Count));
    }

    [Fact]
    public void There_and_back_comes_through_three_times()
    {
        CachingAssignmentLogger logger = new(_inner);
        foreach (string variation in (string[])["a", "a", "b", "b", "a"])
        {
            logger.LogAssignment(Assignment("anna") with { Variation = variation });
        }

        Assert.Equal(3, _inner.Subjects.Count);
    }

    [Fact]
    public void What_the_logger_threw_on_comes_again_and_its_exception_goes_on()
    {
        FailingLogger inner = new(call => call <= 2);
        CachingAssignmentLogger logger = new(inner);
        Assert.Throws<InvalidOperationException>(() => logger.LogAssignment(Assignment("anna")));
        Assert.Throws<InvalidOperationException>(() => logger.LogBanditAction(Action("anna", "nike")));
        for (int round = 0; round < 2; round++)
        {
            logger.LogAssignment(Assignment("anna"));
            logger.LogBanditAction(Action("anna", "nike"));
        }

        Assert.Equal((1, 1), (inner.Subjects.Count, inner.Actions.Count));
    }

    [Fact]
    public void A_store_of_ones_own_decides_and_one_that_throws_lets_everything_through()
    {
        KeepsNothing store = new();
        CachingAssignmentLogger logger = new(_inner, store, banditActions: null);
        logger.LogAssignment(Assignment("anna"));
        logger.LogBanditAction(Action("anna", "nike"));
        logger.LogBanditAction(Action("anna", "nike"));
        Assert.Equal(new AssignmentKey("anna", "on", "all", "only"), Assert.Single(store.Asked));
        Assert.Equal((0, 2), (_inner.Subjects.Count, _inner.Actions.Count));

        store.Throws = true;
        logger.LogAssignment(Assignment("anna"));
        logger.LogAssignment(Assignment("anna"));
        Assert.Equal(2, _inner.Subjects.Count);
    }

    [Fact]
    public void It_stands_before_a_logger_of_a_client_that_logs_everything()
    {
        FlagClient client = FlagClient.InMemory(On, new CachingAssignmentLogger(_inner));
        Ask(client, "anna");
        Ask(client, "anna");
        Assert.Equal((1, 2L), (_inner.Subjects.Count, client.AssignmentStatistics.Delivered));
    }

    private static void LogAll(CachingAssignmentLogger logger, int assignments, int actions)
    {
        for (int number = 0; number < assignments; number++)
        {
            logger.LogAssignment(Assignment($"subject-{number}"));
        }

        for (int number = 0; number < actions; number++)
        {
            logger.LogBanditAction(Action($"subject-{number}", "nike"));
        }
    }

    private static AssignmentEvent Assignment(string subject)
    {
        RecordingLogger recording = new();
        Ask(FlagClient.InMemory(On, recording), subject);
        return recording.Events[0];
    }

    // Says that it knows everything, and writes down what it was asked.
    private sealed class KeepsNothing : IAssignmentStore
    {
        public List<AssignmentKey> Asked { get; } = [];

        public bool Throws { get; set; }

        public bool TryAdd(AssignmentKey assignment)
        {
            Asked.Add(assignment);
            return Throws ? throw new TimeoutException("no store") : false;
        }

        public void Remove(AssignmentKey assignment) => throw new TimeoutException("no store");
    }
}
