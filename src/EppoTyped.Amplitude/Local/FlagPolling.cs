namespace EppoTyped.Amplitude;

/// <summary>Flags that are polled, by the poller that every client has.</summary>
internal sealed class FlagPolling(ClientUpdates updates) : IFlagUpdates
{
    public bool IsRunning => updates.IsPolling;

    public async Task<string?> StartAsync(CancellationToken cancellationToken)
    {
        string? problem = await updates.FetchAsync(cancellationToken).ConfigureAwait(false);
        if (problem is null)
        {
            GoOn(hasFetched: true);
        }

        return problem;
    }

    /// <summary>Polls from now on.</summary>
    /// <param name="hasFetched">Whether the flags were fetched just before, so that the first poll can wait.</param>
    public void GoOn(bool hasFetched) => updates.StartPolling(hasFetched);

    public Task StopAsync() => updates.StopAsync();
}
