using System.Text;

namespace EppoTyped;

/// <summary>A configuration as the servers gave it: the responses themselves, untouched, and when they came. What sources hand over and files keep.</summary>
/// <remarks>Nothing is checked before it is used: who uses one says what is wrong with it.</remarks>
public sealed class EppoConfiguration
{
    private readonly Lazy<ResponseHeader> _header;

    /// <summary>A configuration of raw responses.</summary>
    /// <param name="flags">The response of the flag-config endpoint, JSON in UTF-8. Must not change afterwards.</param>
    /// <param name="bandits">The response of the bandits endpoint; null or empty where no flag asks for bandits.</param>
    public EppoConfiguration(ReadOnlyMemory<byte> flags, ReadOnlyMemory<byte>? bandits = null)
    {
        // A null array arrives here as an empty memory.
        (Flags, Bandits) = (flags, bandits is { IsEmpty: true } ? null : bandits);
        _header = new Lazy<ResponseHeader>(() => ResponseHeader.Of(Flags.Span));
    }

    /// <summary>The response of the flag-config endpoint, JSON in UTF-8.</summary>
    public ReadOnlyMemory<byte> Flags { get; }

    /// <summary>What tells these flags from others, an ETag say; null when there is nothing of the kind.</summary>
    public string? FlagsRevision { get; init; }

    /// <summary>When it was fetched, UTC; null when nobody says.</summary>
    public DateTimeOffset? FetchedAt { get; init; }

    /// <summary>The response of the bandits endpoint, JSON in UTF-8; null where there is none.</summary>
    public ReadOnlyMemory<byte>? Bandits { get; }

    /// <summary>The environment that the flags belong to; null when they do not say.</summary>
    public string? EnvironmentName => _header.Value.EnvironmentName;

    /// <summary>When the flags were published, UTC (<c>createdAt</c>); null when they do not say.</summary>
    public DateTimeOffset? PublishedAt => _header.Value.PublishedAt;

    /// <summary>The wire it came on, so that it goes out again byte for byte; null when it came otherwise.</summary>
    internal string? Wire { get; init; }

    /// <summary>The wire's <c>precomputed</c> part as JSON; only kept.</summary>
    internal string? Precomputed { get; init; }

    /// <summary>A configuration of raw responses, as text.</summary>
    /// <param name="flags">The response of the flag-config endpoint.</param>
    /// <param name="bandits">The response of the bandits endpoint; null where no flag asks for bandits.</param>
    public static EppoConfiguration FromResponses(string flags, string? bandits = null)
    {
        ArgumentNullException.ThrowIfNull(flags);
        return new EppoConfiguration(Encoding.UTF8.GetBytes(flags), bandits is null ? default(ReadOnlyMemory<byte>?) : Encoding.UTF8.GetBytes(bandits));
    }

    /// <summary>Reads Eppo's exchange format, ConfigurationWire version 1, as every Eppo SDK writes it.</summary>
    /// <param name="wire">The JSON.</param>
    /// <exception cref="FormatException">It is none, or of another version; the message says what was found.</exception>
    public static EppoConfiguration FromWire(string wire)
    {
        ArgumentNullException.ThrowIfNull(wire);
        return ConfigurationWire.Read(wire);
    }

    /// <summary>Writes Eppo's exchange format, ConfigurationWire version 1, for any Eppo SDK. What came by <see cref="FromWire"/> is the same text again.</summary>
    public string ToWire() => Wire ?? ConfigurationWire.Write(this);

    /// <summary>The same, with the moment of the fetch where it does not say.</summary>
    internal EppoConfiguration FetchedNow(DateTimeOffset now) => FetchedAt is not null ? this : FetchedAgain(now);

    /// <summary>The same, as a fetch of this moment would bring it.</summary>
    internal EppoConfiguration FetchedAgain(DateTimeOffset now) => new(Flags, Bandits) { FlagsRevision = FlagsRevision, FetchedAt = now, Precomputed = Precomputed };
}
