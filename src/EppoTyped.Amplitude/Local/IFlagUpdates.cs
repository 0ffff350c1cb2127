namespace EppoTyped.Amplitude;

/// <summary>Keeps flags up to date. Started once and stopped once, by one caller at a time.</summary>
internal interface IFlagUpdates
{
    /// <summary>Fetches the first flags and keeps them up to date.</summary>
    /// <returns>Why there are no flags; null where they are in use. After a failure or a cancellation nothing is left running.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<string?> StartAsync(CancellationToken cancellationToken);

    /// <summary>Stops, and ends running requests.</summary>
    Task StopAsync();
}
