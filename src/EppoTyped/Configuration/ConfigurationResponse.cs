using System.Security.Cryptography;

namespace EppoTyped;

/// <summary>A configuration as a source sent it, in the format of any vendor; the client reads it.</summary>
/// <param name="Content">The bytes; they must not change afterwards.</param>
internal record ConfigurationResponse(ReadOnlyMemory<byte> Content)
{
    /// <summary>A text that identifies this version, such as an ETag; null when there is none.</summary>
    public string? Revision { get; init; }

    /// <summary>When it was fetched, UTC; null when that is unknown.</summary>
    public DateTimeOffset? FetchedAt { get; init; }

    /// <summary>Returns a hash of everything that the results of a client depend on.</summary>
    public virtual byte[] HashContent() => SHA256.HashData(Content.Span);

    /// <summary>Returns a copy with this time of fetch.</summary>
    public virtual ConfigurationResponse FetchedAgain(DateTimeOffset now) => this with { FetchedAt = now };

    /// <summary>Returns the response with this time of fetch where it has none.</summary>
    public ConfigurationResponse FetchedNow(DateTimeOffset now) => FetchedAt is not null ? this : FetchedAgain(now);
}

/// <summary>Eppo's responses: that of the flag-config endpoint, and that of the bandits endpoint.</summary>
/// <param name="Content">The response of the flag-config endpoint.</param>
internal sealed record EppoResponse(ReadOnlyMemory<byte> Content) : ConfigurationResponse(Content)
{
    /// <summary>The response of the bandits endpoint; null when there is none.</summary>
    public ReadOnlyMemory<byte>? Bandits { get; init; }

    /// <summary>The references to bandits in <see cref="ConfigurationResponse.Content"/> if they have been read; null otherwise.</summary>
    public IReadOnlyList<BanditReference>? References { get; init; }

    /// <summary>The models in <see cref="Bandits"/> if they have been read; null otherwise.</summary>
    public BanditModels? Models { get; init; }

    /// <summary>The exchange-format text that it was read from, so that writing returns the same text; null otherwise.</summary>
    public string? Wire { get; init; }

    /// <summary>The <c>precomputed</c> part of that text as JSON; it is kept and not used.</summary>
    public string? Precomputed { get; init; }

    /// <summary>Returns the response as Eppo's; one of another class has flags and no bandits.</summary>
    public static EppoResponse Of(ConfigurationResponse response) =>
        response as EppoResponse ?? new EppoResponse(response.Content) { Revision = response.Revision, FetchedAt = response.FetchedAt };

    // Flags alone have the hash of a response of flags alone, so that the same flags from a file or from a source are the same.
    public override byte[] HashContent() =>
        Bandits is { } bandits ? [.. base.HashContent(), .. SHA256.HashData(bandits.Span)] : base.HashContent();

    public override ConfigurationResponse FetchedAgain(DateTimeOffset now) => this with { FetchedAt = now, Wire = null };
}
