namespace EppoTyped.Amplitude;

/// <summary>Keeps flags up to date. Started once, stopped once; used by one caller at a time.</summary>
internal interface IFlagUpdates
{
    /// <summary>Fetches the first flags, and goes on.</summary>
    /// <returns>Why there are none; null when they are in use. Nothing is left running after a failure, or when it was given up.</returns>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    Task<string?> StartAsync(CancellationToken cancellationToken);

    /// <summary>Ends what was started, requests under way included.</summary>
    Task StopAsync();
}
