namespace EppoTyped.Testing;

/// <summary>Records every assignment and every bandit action that a client logs, and asserts what a test expects of them.</summary>
/// <remarks>
/// <para>
/// Safe for any number of threads. <c>FlagClient.InMemory</c>, and an <c>EppoClient</c> with <see cref="AssignmentDelivery.Inline"/>, log
/// before the call returns, so that an assertion sees the event at once. An <c>EppoClient</c> with default options logs on its own worker:
/// <c>await client.FlushAsync()</c> before an assertion waits for all events so far. For events of code in the background, use
/// <see cref="WaitForAssignmentAsync(Flag, string?, TimeSpan?, CancellationToken)"/>.
/// </para>
/// <para>Overrides are never logged. The values of a <see cref="TestConfiguration"/> are.</para>
/// </remarks>
public sealed partial class RecordingAssignmentLogger : IAssignmentLogger
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    private readonly object _recording = new();
    private readonly List<AssignmentEvent> _assignments = [];
    private readonly List<BanditActionEvent> _banditActions = [];
    private TaskCompletionSource _recorded = NewSignal();

    /// <summary>A copy of the assignments so far, in order.</summary>
    public IReadOnlyList<AssignmentEvent> Assignments => Snapshot().Assignments;

    /// <summary>A copy of the bandit actions so far, in order.</summary>
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

    /// <summary>Forgets all events. The client does not log again what it remembers; see <see cref="DeduplicationOptions"/>.</summary>
    public void Clear()
    {
        lock (_recording)
        {
            _assignments.Clear();
            _banditActions.Clear();
        }
    }

    /// <summary>Waits until a flag is assigned to a subject; returns at once if it was.</summary>
    /// <param name="flag">The generated handle.</param>
    /// <param name="subjectKey">The subject's key; null for any subject.</param>
    /// <param name="timeout">The longest wait; null for 10 seconds.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The first such assignment.</returns>
    /// <exception cref="FlagAssertionException">No such event was recorded in time.</exception>
    public Task<AssignmentEvent> WaitForAssignmentAsync(
        Flag flag, string? subjectKey = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(flag);
        return WaitForAssignmentAsync(flag.Key, subjectKey, timeout, cancellationToken);
    }

    /// <inheritdoc cref="WaitForAssignmentAsync(Flag, string?, TimeSpan?, CancellationToken)"/>
    /// <param name="flagKey">The flag key.</param>
    /// <param name="subjectKey">The subject's key; null for any subject.</param>
    /// <param name="timeout">The longest wait; null for 10 seconds.</param>
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
                throw Snapshot().Failure(
                    $"an assignment of {flagKey} to {RecordedEvents.SubjectOrAny(subjectKey)} within {timeout ?? DefaultTimeout}");
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Under the lock; waiters continue on other threads.
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
