namespace EppoTyped.Amplitude;

/// <summary>Cohorts that are kept in step with the flags in use (docs/protocols/amplitude.md, section 6.4). Failures are logged by cohort and never thrown.</summary>
internal interface ICohortSync : ICohortStore, IAsyncDisposable
{
    /// <summary>Downloads what flags that are about to be used need and is not stored yet. What cannot be had is tolerated: nobody is in it.</summary>
    Task PrepareAsync(IReadOnlySet<CohortReference> needed, CancellationToken cancellationToken);

    /// <summary>These flags are in use: what they do not need may go, what they need is polled.</summary>
    void Use(IReadOnlySet<CohortReference> needed);

    /// <summary>Begins to poll, or goes on; harmless twice.</summary>
    void Start();

    /// <summary>Ends the polling; what is stored stays. Harmless twice.</summary>
    Task StopAsync();
}
