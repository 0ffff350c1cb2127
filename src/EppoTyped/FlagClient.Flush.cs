namespace EppoTyped;

// Assignments on their way.
public partial class FlagClient
{
    /// <summary>Waits until every assignment made so far is through with the logger, and with what the logger puts behind itself (<see cref="IAssignmentLogger.FlushAsync"/>).</summary>
    /// <remarks>Before a short program or a function ends, dispose the client instead: that waits too.</remarks>
    /// <param name="cancellationToken">Ends this wait, and nothing else.</param>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        if (!await _core.Log.FlushAsync(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>As <see cref="FlushAsync(CancellationToken)"/>, and bounded.</summary>
    /// <param name="timeout">How long to wait, on the real clock; zero to 1 day.</param>
    /// <param name="cancellationToken">Ends this wait, and nothing else.</param>
    /// <returns>True when everything is through, delivered or counted as dropped; false when the time was over, or the logger says that something is not through.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative or more than 1 day.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public async Task<bool> FlushAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        EventDelivery.CheckTimeout(timeout);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        bool through = await _core.Log.FlushAsync(limit.Token).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return through;
    }
}
