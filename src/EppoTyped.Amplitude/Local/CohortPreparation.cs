namespace EppoTyped.Amplitude;

/// <summary>
/// Downloads the cohorts of new flags before these are used, within a time limit (docs/protocols/amplitude.md, section 6.4).
/// </summary>
internal static class CohortPreparation
{
    /// <summary>The longest that new flags wait for their cohorts.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task RunAsync(
        ICohortSync? cohorts, ReadOnlyMemory<byte> flags, TimeProvider clock, CancellationToken cancellationToken)
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
            // Nobody is in a cohort that is not stored yet; the next poll downloads it.
        }
    }
}
