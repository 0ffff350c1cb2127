using System.Security.Cryptography;

namespace EppoTyped;

/// <summary>A configuration as a source sent it, in any vendor's format: what polling passes on, until a <see cref="ConfigurationFormat"/> reads it.</summary>
/// <param name="Content">The bytes. They do not change afterwards.</param>
internal record ConfigurationResponse(ReadOnlyMemory<byte> Content)
{
    /// <summary>What tells it from others, an ETag for example; null when there is nothing of the kind.</summary>
    public string? Revision { get; init; }

    /// <summary>When it was fetched, UTC; null when it is not known.</summary>
    public DateTimeOffset? FetchedAt { get; init; }

    /// <summary>A hash of everything that decides what a client answers.</summary>
    public virtual byte[] HashContent() => SHA256.HashData(Content.Span);

    /// <summary>The same, as a fetch of this moment would bring it.</summary>
    public virtual ConfigurationResponse FetchedAgain(DateTimeOffset now) => this with { FetchedAt = now };

    /// <summary>The same, with the moment of the fetch where it is not known.</summary>
    public ConfigurationResponse FetchedNow(DateTimeOffset now) => FetchedAt is not null ? this : FetchedAgain(now);
}

/// <summary>Eppo's: the response of the flag-config endpoint, and beside it that of the bandits endpoint.</summary>
/// <param name="Content">The response of the flag-config endpoint.</param>
internal sealed record EppoResponse(ReadOnlyMemory<byte> Content) : ConfigurationResponse(Content)
{
    /// <summary>The response of the bandits endpoint; null where there is none.</summary>
    public ReadOnlyMemory<byte>? Bandits { get; init; }

    /// <summary>The references to bandits in <see cref="ConfigurationResponse.Content"/>, where they were read already; otherwise null.</summary>
    public IReadOnlyList<BanditReference>? References { get; init; }

    /// <summary>The models in <see cref="Bandits"/>, where they were read already; otherwise null.</summary>
    public BanditModels? Models { get; init; }

    /// <summary>The wire it came on, so that it goes out again byte for byte; null when it came otherwise.</summary>
    public string? Wire { get; init; }

    /// <summary>The wire's <c>precomputed</c> part as JSON; only kept.</summary>
    public string? Precomputed { get; init; }

    /// <summary>A response of which nothing but flags is known is one of flags alone.</summary>
    public static EppoResponse Of(ConfigurationResponse response) =>
        response as EppoResponse ?? new EppoResponse(response.Content) { Revision = response.Revision, FetchedAt = response.FetchedAt };

    public override byte[] HashContent() => [.. base.HashContent(), .. SHA256.HashData(Bandits.GetValueOrDefault().Span)];

    public override ConfigurationResponse FetchedAgain(DateTimeOffset now) => this with { FetchedAt = now, Wire = null };
}
