namespace EppoTyped.Amplitude;

/// <summary>Cohorts are there before the flags that ask for them are used (docs/protocols/amplitude.md, section 6.4), within a bound: flags do not wait for ever for a cohort.</summary>
internal static class CohortPreparation
{
    /// <summary>How long flags wait.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static async Task RunAsync(ICohortSync? cohorts, ReadOnlyMemory<byte> flags, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (cohorts is null)
        {
            return;
        }

        using CancellationTokenSource time = new(Longest, clock);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        try
        {
            await cohorts.PrepareAsync(AmplitudeTableReader.CohortsOf(flags), end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody is in a cohort that is not there yet; it is polled for.
        }
    }
}
