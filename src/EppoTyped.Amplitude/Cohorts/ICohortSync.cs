namespace EppoTyped.Amplitude;

/// <summary>
/// Cohorts that are kept up to date with the current flags (docs/protocols/amplitude.md, section 6.4). Failures are logged by cohort and
/// never thrown.
/// </summary>
internal interface ICohortSync : ICohortStore, IAsyncDisposable
{
    /// <summary>
    /// Downloads the cohorts that new flags need and that are not stored yet. Failures are tolerated: nobody is in a cohort that is not
    /// stored.
    /// </summary>
    Task PrepareAsync(IReadOnlySet<CohortReference> needed, CancellationToken cancellationToken);

    /// <summary>Sets the cohorts that the current flags need: they are polled, all others are forgotten.</summary>
    void Use(IReadOnlySet<CohortReference> needed);

    /// <summary>Starts polling; does nothing if it is running.</summary>
    void Start();

    /// <summary>Stops polling and keeps what is stored; does nothing if it is stopped.</summary>
    Task StopAsync();
}
