namespace EppoTyped.Testing;

/// <summary>Keeps every assignment and every bandit action that a client logs, and asserts what a test expects of them.</summary>
/// <remarks>
/// <para>
/// Safe for any number of threads. <c>FlagClient.InMemory</c>, and an <c>EppoClient</c> with <see cref="AssignmentDelivery.Inline"/>, log before the call
/// returns, so that an assertion sees it at once. An <c>EppoClient</c> as it is by default logs on its own worker: <c>await client.FlushAsync()</c> before an
/// assertion waits for all it has made so far. For what code in the background is still to ask, there is <see cref="WaitForAssignmentAsync(Flag, string?, TimeSpan?, CancellationToken)"/>.
/// </para>
/// <para>Overrides are never logged. <see cref="TestConfiguration"/> gives a value to everybody that is.</para>
/// </remarks>
public sealed partial class RecordingAssignmentLogger : IAssignmentLogger
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    private readonly object _recording = new();
    private readonly List<AssignmentEvent> _assignments = [];
    private readonly List<BanditActionEvent> _banditActions = [];
    private TaskCompletionSource _recorded = NewSignal();

    /// <summary>The assignments so far, in the order they came: a copy, which later ones do not change.</summary>
    public IReadOnlyList<AssignmentEvent> Assignments => Snapshot().Assignments;

    /// <summary>The bandit actions so far, in the order they came: a copy, which later ones do not change.</summary>
    public IReadOnlyList<BanditActionEvent> BanditActions => Snapshot().BanditActions;

    /// <inheritdoc/>
    public void LogAssignment(AssignmentEvent assignment)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        lock (_recording)
        {
            _assignments.Add(assignment);
            Signal();
        }
    }

    /// <inheritdoc/>
    public void LogBanditAction(BanditActionEvent action)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (_recording)
        {
            _banditActions.Add(action);
            Signal();
        }
    }

    /// <summary>Forgets everything. What the client remembers as logged it does not log again: see <see cref="DeduplicationOptions"/>.</summary>
    public void Clear()
    {
        lock (_recording)
        {
            _assignments.Clear();
            _banditActions.Clear();
        }
    }

    /// <summary>Waits until a subject's assignment of a flag is there; one that is there already is given at once.</summary>
    /// <param name="flag">The generated handle.</param>
    /// <param name="subjectKey">The subject's key; null for anybody.</param>
    /// <param name="timeout">How long at most; null for 10 seconds.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The first such assignment.</returns>
    /// <exception cref="FlagAssertionException">None came in time.</exception>
    public Task<AssignmentEvent> WaitForAssignmentAsync(Flag flag, string? subjectKey = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(flag);
        return WaitForAssignmentAsync(flag.Key, subjectKey, timeout, cancellationToken);
    }

    /// <inheritdoc cref="WaitForAssignmentAsync(Flag, string?, TimeSpan?, CancellationToken)"/>
    /// <param name="flagKey">The flag.</param>
    /// <param name="subjectKey">The subject's key; null for anybody.</param>
    /// <param name="timeout">How long at most; null for 10 seconds.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<AssignmentEvent> WaitForAssignmentAsync(
        string flagKey, string? subjectKey = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(flagKey);
        using CancellationTokenSource waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        waiting.CancelAfter(timeout ?? DefaultTimeout);
        while (true)
        {
            (RecordedEvents events, Task more) = SnapshotAndMore();
            if (events.OfFlag(flagKey, subjectKey) is [{ } found, ..])
            {
                return found;
            }

            try
            {
                await more.WaitAsync(waiting.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw Snapshot().Refute($"an assignment of {flagKey} to {RecordedEvents.Who(subjectKey)} within {timeout ?? DefaultTimeout}");
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Under the lock; those who wait go on elsewhere.
    private void Signal()
    {
        _recorded.SetResult();
        _recorded = NewSignal();
    }

    private RecordedEvents Snapshot() => SnapshotAndMore().Events;

    private (RecordedEvents Events, Task More) SnapshotAndMore()
    {
        lock (_recording)
        {
            return (new RecordedEvents([.. _assignments], [.. _banditActions]), _recorded.Task);
        }
    }
}
