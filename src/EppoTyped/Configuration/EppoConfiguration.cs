namespace EppoTyped;

/// <summary>A configuration as the servers gave it: the responses themselves, untouched, and when they came. What sources hand over and files keep.</summary>
public sealed class EppoConfiguration
{
    /// <summary>A configuration of raw responses.</summary>
    /// <param name="flags">The response of the flag-config endpoint, JSON in UTF-8. Must not change afterwards.</param>
    /// <param name="bandits">The response of the bandits endpoint; null or empty where no flag asks for bandits.</param>
    // A null array arrives here as an empty memory.
    public EppoConfiguration(ReadOnlyMemory<byte> flags, ReadOnlyMemory<byte>? bandits = null) => (Flags, Bandits) = (flags, bandits is { IsEmpty: true } ? null : bandits);

    /// <summary>The response of the flag-config endpoint, JSON in UTF-8.</summary>
    public ReadOnlyMemory<byte> Flags { get; }

    /// <summary>What tells these flags from others, an ETag say; null when there is nothing of the kind.</summary>
    public string? FlagsRevision { get; init; }

    /// <summary>When it was fetched, UTC; null when nobody says.</summary>
    public DateTimeOffset? FetchedAt { get; init; }

    /// <summary>The response of the bandits endpoint, JSON in UTF-8; null where there is none.</summary>
    public ReadOnlyMemory<byte>? Bandits { get; }
}
