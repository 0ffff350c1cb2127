using System.Text;

namespace EppoTyped;

/// <summary>A configuration as the servers sent it: the responses themselves, untouched, and when they came. What sources return and files keep.</summary>
/// <remarks>Nothing is checked before it is used; what uses one reports what is wrong with it.</remarks>
public sealed class EppoConfiguration
{
    private readonly Lazy<ResponseHeader> _header;

    /// <summary>A configuration of raw responses.</summary>
    /// <param name="flags">The response of the flag-config endpoint, JSON in UTF-8. Must not change afterwards.</param>
    /// <param name="bandits">The response of the bandits endpoint; null or empty where no flag asks for bandits.</param>
    public EppoConfiguration(ReadOnlyMemory<byte> flags, ReadOnlyMemory<byte>? bandits = null)
        // A null array arrives here as an empty memory.
        : this(new EppoResponse(flags) { Bandits = bandits is { IsEmpty: true } ? null : bandits })
    {
    }

    private EppoConfiguration(EppoResponse response)
    {
        Response = response;
        _header = new Lazy<ResponseHeader>(() => ResponseHeader.Of(Flags.Span));
    }

    /// <summary>The response of the flag-config endpoint, JSON in UTF-8.</summary>
    public ReadOnlyMemory<byte> Flags => Response.Content;

    /// <summary>What tells these flags from others, an ETag for example; null when there is nothing of the kind.</summary>
    public string? FlagsRevision
    {
        get => Response.Revision;
        init => Response = Response with { Revision = value };
    }

    /// <summary>When it was fetched, UTC; null when it is not known.</summary>
    public DateTimeOffset? FetchedAt
    {
        get => Response.FetchedAt;
        init => Response = Response with { FetchedAt = value };
    }

    /// <summary>The response of the bandits endpoint, JSON in UTF-8; null where there is none.</summary>
    public ReadOnlyMemory<byte>? Bandits => Response.Bandits;

    /// <summary>The environment that the flags belong to; null when they do not name it.</summary>
    public string? EnvironmentName => _header.Value.EnvironmentName;

    /// <summary>When the flags were published, UTC (<c>createdAt</c>); null when they do not contain it.</summary>
    public DateTimeOffset? PublishedAt => _header.Value.PublishedAt;

    /// <summary>What it wraps: the form in which polling passes configurations on, whichever vendor's they are.</summary>
    internal EppoResponse Response { get; private init; }

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
    /// <exception cref="FormatException">The text is not a wire of version 1; the message says what was found.</exception>
    public static EppoConfiguration FromWire(string wire)
    {
        ArgumentNullException.ThrowIfNull(wire);
        return new EppoConfiguration(ConfigurationWire.Read(wire));
    }

    /// <summary>Writes Eppo's exchange format, ConfigurationWire version 1, for any Eppo SDK. What came by <see cref="FromWire"/> is the same text again.</summary>
    public string ToWire() => Response.Wire ?? ConfigurationWire.Write(Response);

    /// <summary>The public form of a response.</summary>
    internal static EppoConfiguration Of(ConfigurationResponse response) => new(EppoResponse.Of(response));
}
