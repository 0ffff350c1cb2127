using System.Collections.Concurrent;
using EppoTyped.Tests.Clients;

namespace EppoTyped.Tests.Assignments;

/// <summary>A logger that stands still, with the event in hand, until the test lets it go on.</summary>
internal sealed class GatedLogger : IAssignmentLogger, IDisposable
{
    private readonly ManualResetEventSlim _open = new();
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<string?> Subjects { get; } = new();

    /// <summary>Ends when the first event is in its hands.</summary>
    public Task Entered => _entered.Task.WaitAsync(TimeSpan.FromSeconds(20));

    public void Open() => _open.Set();

    public void LogAssignment(AssignmentEvent assignment)
    {
        _entered.TrySetResult();
        _open.Wait();
        Subjects.Enqueue(assignment.Subject);
    }

    public void Dispose() => _open.Dispose();
}

/// <summary>A logger that throws on the events it is told to, counted from 1, and keeps the others.</summary>
internal sealed class FailingLogger(Func<int, bool> failsOn) : IAssignmentLogger
{
    private int _calls;

    public int Calls => Volatile.Read(ref _calls);

    public ConcurrentQueue<string?> Subjects { get; } = new();

    public ConcurrentQueue<BanditActionEvent> Actions { get; } = new();

    public void LogAssignment(AssignmentEvent assignment)
    {
        MaybeFail();
        Subjects.Enqueue(assignment.Subject);
    }

    public void LogBanditAction(BanditActionEvent action)
    {
        MaybeFail();
        Actions.Enqueue(action);
    }

    private void MaybeFail()
    {
        if (failsOn(Interlocked.Increment(ref _calls)))
        {
            throw new InvalidOperationException("The warehouse is closed.");
        }
    }
}

internal static class LoggingClients
{
    public static readonly string On = Configurations.Of(Configurations.Constant("on", "BOOLEAN", "true"));

    public static EppoClientOptions Options(IAssignmentLogger logger) => new()
    {
        Source = new StringConfigurationSource(On), AttachToShared = false, AssignmentLogger = logger,
    };

    public static bool Ask(FlagClient client, string subject) => client.GetBooleanAssignment("on", subject, false);

    public static BanditActionEvent Action(string subject, string action, string bandit = "banner") => new()
    {
        Timestamp = new DateTimeOffset(2026, 11, 21, 14, 0, 0, 7, TimeSpan.FromHours(2)),
        FlagKey = "banner-bandit",
        BanditKey = bandit,
        Subject = subject,
        Action = action,
        ActionProbability = 0.25,
        OptimalityGap = 1.5,
        ModelVersion = "v123",
        SubjectNumericAttributes = new Dictionary<string, double> { ["age"] = 30 },
        SubjectCategoricalAttributes = new Dictionary<string, string> { ["country"] = "US" },
        ActionNumericAttributes = new Dictionary<string, double> { ["brand_affinity"] = 2.3, ["broken"] = double.NaN },
        ActionCategoricalAttributes = new Dictionary<string, string>(),
    };
}
