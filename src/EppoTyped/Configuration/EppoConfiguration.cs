using System.Text;

namespace EppoTyped;

/// <summary>
/// A configuration as the servers sent it: the unchanged responses, and the time of the fetch. Sources return it, and files keep it.
/// </summary>
/// <remarks>The responses are checked when the configuration is used, not here.</remarks>
public sealed class EppoConfiguration
{
    private readonly Lazy<ResponseHeader> _header;

    /// <summary>Creates a configuration from raw responses.</summary>
    /// <param name="flags">
    /// The response of the flag-config endpoint, JSON in UTF-8. It is not copied and must not change afterwards.
    /// </param>
    /// <param name="bandits">The response of the bandits endpoint, JSON in UTF-8; null or empty when there is none.</param>
    public EppoConfiguration(ReadOnlyMemory<byte> flags, ReadOnlyMemory<byte>? bandits = null)
        // A null array is converted to an empty memory.
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

    /// <summary>A text that identifies this version of the flags, such as an ETag; null when there is none.</summary>
    public string? FlagsRevision
    {
        get => Response.Revision;
        init => Response = Response with { Revision = value };
    }

    /// <summary>When the configuration was fetched, UTC; null when it is unknown.</summary>
    public DateTimeOffset? FetchedAt
    {
        get => Response.FetchedAt;
        init => Response = Response with { FetchedAt = value };
    }

    /// <summary>The response of the bandits endpoint, JSON in UTF-8; null when there is none.</summary>
    public ReadOnlyMemory<byte>? Bandits => Response.Bandits;

    /// <summary>The environment of the flags; null when the response does not name it.</summary>
    public string? EnvironmentName => _header.Value.EnvironmentName;

    /// <summary>When the flags were published, UTC (<c>createdAt</c>); null when the response has no date.</summary>
    public DateTimeOffset? PublishedAt => _header.Value.PublishedAt;

    /// <summary>The responses, in the form in which polling passes the configurations of any vendor on.</summary>
    internal EppoResponse Response { get; private init; }

    /// <summary>Creates a configuration from raw responses as texts.</summary>
    /// <param name="flags">The response of the flag-config endpoint, JSON.</param>
    /// <param name="bandits">The response of the bandits endpoint, JSON; null when there is none.</param>
    public static EppoConfiguration FromResponses(string flags, string? bandits = null)
    {
        ArgumentNullException.ThrowIfNull(flags);
        ReadOnlyMemory<byte>? models = bandits is null ? default(ReadOnlyMemory<byte>?) : Encoding.UTF8.GetBytes(bandits);
        return new EppoConfiguration(Encoding.UTF8.GetBytes(flags), models);
    }

    /// <summary>Reads Eppo's exchange format, ConfigurationWire version 1, as every Eppo SDK writes it.</summary>
    /// <param name="wire">The JSON text.</param>
    /// <exception cref="FormatException">
    /// The text is not in this format, or has another version; the message says what was found.
    /// </exception>
    public static EppoConfiguration FromWire(string wire)
    {
        ArgumentNullException.ThrowIfNull(wire);
        return new EppoConfiguration(ConfigurationWire.Read(wire));
    }

    /// <summary>
    /// Writes Eppo's exchange format, ConfigurationWire version 1, for any Eppo SDK. After <see cref="FromWire"/> it returns the same text.
    /// </summary>
    public string ToWire() => Response.Wire ?? ConfigurationWire.Write(Response);

    /// <summary>The public form of a response.</summary>
    internal static EppoConfiguration Of(ConfigurationResponse response) => new(EppoResponse.Of(response));
}
