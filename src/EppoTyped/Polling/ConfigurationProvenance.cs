namespace EppoTyped;

/// <summary>Where the configuration in use comes from, and when a source was last known to stand behind it.</summary>
/// <param name="Origin">Where from.</param>
/// <param name="ConfirmedAt">When, UTC; null when nobody knows.</param>
/// <param name="Timestamp">When this process learnt of it, on the monotonic clock.</param>
internal sealed record ConfigurationProvenance(ConfigurationOrigin Origin, DateTimeOffset? ConfirmedAt, long Timestamp)
{
    /// <summary>How long ago that was, by the clock that says more: neither a wall clock that was set back nor a machine that slept makes anything young. Never negative.</summary>
    public TimeSpan? Age(TimeProvider clock)
    {
        if (ConfirmedAt is not { } confirmed)
        {
            return null;
        }

        TimeSpan byWall = clock.GetUtcNow() - confirmed;
        TimeSpan here = clock.GetElapsedTime(Timestamp);
        return byWall > here ? byWall : here;
    }
}
