namespace EppoTyped;

/// <summary>Sends one batch after the other, each within its time. Whatever the receiver does, there is a result.</summary>
/// <param name="send">Sends a batch; never called twice at a time.</param>
/// <param name="timeout">How long a batch may take.</param>
/// <param name="clock">The clock of that time.</param>
internal sealed class BatchSender<TEvent>(Func<IReadOnlyList<TEvent>, CancellationToken, ValueTask<SendResult>> send, TimeSpan timeout, TimeProvider clock) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task? _unanswered;

    /// <summary>Sends a batch.</summary>
    /// <returns>
    /// What became of it; <see cref="SendResult.RetryLater"/> also when the time is up, the receiver throws, or still has the last batch in
    /// hand.
    /// </returns>
    public async Task<SendResult> SendAsync(IReadOnlyList<PendingEvent<TEvent>> batch)
    {
        if (_unanswered is { IsCompleted: false })
        {
            return SendResult.RetryLater("The receiver still has an earlier batch in hand, long after its time was up.");
        }

        TEvent[] events = [.. batch.Select(pending => pending.Event)];
        CancellationTokenSource time = new(timeout, clock);
        CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(time.Token, _stopping.Token);
        // A sink may block before it returns its task.
        Task<SendResult> sending = Task.Run(() => send(events, limit.Token).AsTask());
        try
        {
            return await sending.WaitAsync(limit.Token).ConfigureAwait(false) ?? SendResult.RetryLater("The receiver returned no result.");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            _unanswered = sending;
            return SendResult.RetryLater(FormattableString.Invariant($"There was no answer within {timeout}."));
        }
        catch (Exception exception)
        {
            return SendResult.RetryLater($"The sink threw {exception.GetType().Name}: {exception.Message}");
        }
        finally
        {
            if (sending.IsCompleted)
            {
                limit.Dispose();
                time.Dispose();
            }
        }
    }

    /// <summary>Cancels what is being sent, and all that comes after it.</summary>
    public ValueTask DisposeAsync() => new(_stopping.CancelAsync());
}
