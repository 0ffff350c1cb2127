using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

/// <summary>The cookie in which Amplitude's browser SDKs keep the ids of a user, so that a server evaluates for the same one.</summary>
/// <remarks>The application sets it itself: for the domain that the browser SDK uses, and readable by scripts.</remarks>
public static class AmplitudeCookie
{
    private const int OldKeyLength = 6;
    private const int NewKeyLength = 10;
    private const string OldFieldsLeftEmpty = "..........";

    /// <summary>The name of the cookie.</summary>
    /// <param name="analyticsKey">The analytics key of the project; as much of it as a browser is shown anyway becomes part of the name.</param>
    /// <param name="newFormat">Whether the browser uses Browser SDK 2.</param>
    /// <exception cref="ArgumentException">The key is too short.</exception>
    public static string Name(string analyticsKey, bool newFormat = false)
    {
        ArgumentNullException.ThrowIfNull(analyticsKey);
        int length = newFormat ? NewKeyLength : OldKeyLength;
        if (analyticsKey.Length < length)
        {
            throw new ArgumentException($"The analytics key has {analyticsKey.Length} characters; the cookie's name takes the first {length}. Give the whole key of the project.", nameof(analyticsKey));
        }

        return (newFormat ? "AMP_" : "amp_") + analyticsKey[..length];
    }

    /// <summary>Reads the ids. Nothing is thrown: what cannot be read is an id that the user does not have.</summary>
    /// <param name="cookie">The value of the cookie; null and empty for none.</param>
    /// <param name="newFormat">Whether it is that of Browser SDK 2.</param>
    /// <param name="logger">Is told of a cookie that cannot be read, without its text; null for nobody.</param>
    public static AmplitudeUser Parse(string? cookie, bool newFormat = false, ILogger? logger = null)
    {
        if (string.IsNullOrEmpty(cookie))
        {
            return new AmplitudeUser();
        }

        AmplitudeUser user = newFormat ? ParseNew(cookie) : ParseOld(cookie);
        if (user is { UserId: null, DeviceId: null })
        {
            logger?.CookieUnreadable(cookie.Length);
        }

        return user;
    }

    /// <summary>The value of a cookie for a device that has none yet.</summary>
    /// <param name="deviceId">The id of the device.</param>
    /// <param name="newFormat">Whether the browser uses Browser SDK 2.</param>
    public static string Generate(string deviceId, bool newFormat = false)
    {
        ArgumentNullException.ThrowIfNull(deviceId);
        if (!newFormat)
        {
            return deviceId + OldFieldsLeftEmpty;
        }

        string json = $"{{\"deviceId\":\"{JsonEncodedText.Encode(deviceId, PropertyJson.WriterOptions.Encoder)}\"}}";
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.EscapeDataString(json)));
    }

    private static AmplitudeUser ParseOld(string cookie)
    {
        string[] fields = cookie.Split('.');
        string? userId = fields.Length > 1 && fields[1].Length > 0 ? Decode(fields[1]) : null;
        return new AmplitudeUser(userId, fields[0].Length > 0 ? fields[0] : null);
    }

    private static AmplitudeUser ParseNew(string cookie)
    {
        try
        {
            // Only %XX: a plus sign stands for itself.
            return Decode(cookie) is { } text ? Read(Uri.UnescapeDataString(text)) : new AmplitudeUser();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new AmplitudeUser();
        }
    }

    private static AmplitudeUser Read(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? new AmplitudeUser(Text(document.RootElement, "userId"), Text(document.RootElement, "deviceId"))
            : new AmplitudeUser();
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The text behind base64; null when it is none, or no UTF-8.</summary>
    private static string? Decode(string base64)
    {
        try
        {
            return AmplitudeHttp.FromBase64(base64) is { } bytes ? StrictUtf8.GetString(bytes) : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static UTF8Encoding StrictUtf8 { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
