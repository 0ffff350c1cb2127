using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

/// <summary>
/// The cookie in which Amplitude's browser SDKs store the ids of a user, so that a server can evaluate for the same user.
/// </summary>
/// <remarks>The application sets the cookie itself, for the domain of the browser SDK and readable by scripts (not HttpOnly).</remarks>
public static class AmplitudeCookie
{
    private const int OldKeyLength = 6;
    private const int NewKeyLength = 10;
    private const string OldFieldsLeftEmpty = "..........";

    /// <summary>The name of the cookie.</summary>
    /// <param name="analyticsKey">
    /// The analytics key of the project. Its first 6 characters (10 in the new format) become part of the name, which browsers see anyway.
    /// </param>
    /// <param name="newFormat">True for the format of Browser SDK 2, false for the older one.</param>
    /// <returns>The name, such as <c>amp_123456</c> or <c>AMP_1234567890</c>.</returns>
    /// <exception cref="ArgumentException">The key has fewer characters than the name takes.</exception>
    public static string Name(string analyticsKey, bool newFormat = false)
    {
        ArgumentNullException.ThrowIfNull(analyticsKey);
        int length = newFormat ? NewKeyLength : OldKeyLength;
        if (analyticsKey.Length < length)
        {
            throw new ArgumentException(
                $"The analytics key has {analyticsKey.Length} characters; the cookie's name takes the first {length}. Use the complete "
                + "key of the project.",
                nameof(analyticsKey));
        }

        return (newFormat ? "AMP_" : "amp_") + analyticsKey[..length];
    }

    /// <summary>Reads the ids. Never throws: an id that cannot be read is null.</summary>
    /// <param name="cookie">The value of the cookie; null or empty for none.</param>
    /// <param name="newFormat">True for the format of Browser SDK 2, false for the older one.</param>
    /// <param name="logger">Receives a line for a cookie without a readable id, without its text; null for none.</param>
    /// <returns>A user with the ids of the cookie and nothing else.</returns>
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

    /// <summary>The value of a new cookie for a device.</summary>
    /// <param name="deviceId">The id of the device.</param>
    /// <param name="newFormat">True for the format of Browser SDK 2, false for the older one.</param>
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
            // Only %XX is decoded: a plus sign stands for itself.
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

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Decodes base64 of UTF-8; null where the text is not that.</summary>
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
