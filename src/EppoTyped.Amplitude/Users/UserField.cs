using System.Collections.Frozen;

namespace EppoTyped.Amplitude;

/// <summary>The properties of a user that are one text, by their JSON names.</summary>
internal static class UserField
{
    public const string UserId = "user_id";
    public const string DeviceId = "device_id";

    /// <summary>In the order in which they are written; ids first.</summary>
    private static readonly (string Name, Func<AmplitudeUser, string?> Get)[] All =
    [
        (UserId, user => user.UserId),
        (DeviceId, user => user.DeviceId),
        ("country", user => user.Country),
        ("city", user => user.City),
        ("region", user => user.Region),
        ("dma", user => user.Dma),
        ("language", user => user.Language),
        ("platform", user => user.Platform),
        ("version", user => user.Version),
        ("os", user => user.Os),
        ("device_manufacturer", user => user.DeviceManufacturer),
        ("device_brand", user => user.DeviceBrand),
        ("device_model", user => user.DeviceModel),
        ("carrier", user => user.Carrier),
        ("library", user => user.Library),
        ("ip_address", user => user.IpAddress),
    ];

    private static readonly FrozenDictionary<string, Func<AmplitudeUser, string?>> ByName =
        All.ToFrozenDictionary(field => field.Name, field => field.Get, StringComparer.Ordinal);

    public static ReadOnlySpan<(string Name, Func<AmplitudeUser, string?> Get)> InOrder => All;

    /// <summary>Whether a property has this JSON name.</summary>
    public static bool Exists(string name) => ByName.ContainsKey(name);

    /// <summary>Reads a property that exists; to be resolved once.</summary>
    public static Func<AmplitudeUser, string?> Getter(string name) => ByName[name];

    /// <summary>The value of a property; null where it is not set, and for an unknown name.</summary>
    public static string? Of(AmplitudeUser user, string name) =>
        ByName.TryGetValue(name, out Func<AmplitudeUser, string?>? get) ? get(user) : null;

    /// <summary>A copy with one property set.</summary>
    public static AmplitudeUser Set(AmplitudeUser user, string name, string? value) => name switch
    {
        UserId => user with { UserId = value },
        DeviceId => user with { DeviceId = value },
        "country" => user with { Country = value },
        "city" => user with { City = value },
        "region" => user with { Region = value },
        "dma" => user with { Dma = value },
        "language" => user with { Language = value },
        "platform" => user with { Platform = value },
        "version" => user with { Version = value },
        "os" => user with { Os = value },
        "device_manufacturer" => user with { DeviceManufacturer = value },
        "device_brand" => user with { DeviceBrand = value },
        "device_model" => user with { DeviceModel = value },
        "carrier" => user with { Carrier = value },
        "library" => user with { Library = value },
        "ip_address" => user with { IpAddress = value },
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such field."),
    };
}
