namespace EppoTyped;

/// <summary>
/// Where the configuration in use comes from, in order of worth: one of less worth never replaces one of more worth by itself.
/// </summary>
internal enum ConfigurationOrigin
{
    None,

    /// <summary>Set with the options, or later as an initial one.</summary>
    Initial,

    /// <summary>The last good one, from disk.</summary>
    Cache,

    /// <summary>The source's, or set by the application.</summary>
    Fetched,
}

/// <summary>Where the configuration in use comes from, and when a source was last known to stand behind it.</summary>
/// <param name="Origin">Where it comes from.</param>
/// <param name="ConfirmedAt">When, UTC; null when it is not known.</param>
/// <param name="Timestamp">When this process learnt of it, on the monotonic clock.</param>
internal sealed record ConfigurationProvenance(ConfigurationOrigin Origin, DateTimeOffset? ConfirmedAt, long Timestamp)
{
    /// <summary>
    /// How long ago that was, by the clock that shows more: neither a wall clock that was set back nor a suspended machine makes it
    /// younger. Never negative.
    /// </summary>
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
