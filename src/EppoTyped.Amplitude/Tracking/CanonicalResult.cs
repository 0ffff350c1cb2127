using System.Globalization;
using System.Text;

namespace EppoTyped.Amplitude;

/// <summary>The text by which results are compared, and the ids of their events (docs/protocols/amplitude.md, section 9.4).</summary>
internal static class CanonicalResult
{
    /// <summary>
    /// The text of a missing id in the JavaScript SDK, kept so that services in both languages give one result the same id.
    /// </summary>
    private const string MissingId = "undefined";

    private const long Day = 86_400_000;

    /// <summary>
    /// The user's ids, then each flag key with the key of its variant, in order of flag keys. Flags whose variant has no key are left out.
    /// </summary>
    public static string Of(AmplitudeUser user, IReadOnlyDictionary<string, Variant> results)
    {
        StringBuilder text = new();
        Append(text, user.UserId ?? "");
        Append(text, user.DeviceId ?? "");
        foreach ((string flagKey, Variant variant) in results.OrderBy(result => result.Key, StringComparer.Ordinal))
        {
            if (variant.Key is { } key)
            {
                Append(text, flagKey);
                Append(text, key);
            }
        }

        return text.ToString();
    }

    /// <summary>The id by which Amplitude recognizes a repeated event.</summary>
    /// <param name="user">The evaluated user.</param>
    /// <param name="hashed">The text that is hashed.</param>
    /// <param name="time">The time of the event in milliseconds since 1970.</param>
    public static string InsertId(AmplitudeUser user, string hashed, long time) =>
        string.Create(CultureInfo.InvariantCulture, $"{user.UserId ?? MissingId} {user.DeviceId ?? MissingId} {Hash(hashed)} {time / Day}");

    /// <summary>Java's <c>String.hashCode</c>, over UTF-16 units.</summary>
    public static int Hash(string text)
    {
        int hash = 0;
        foreach (char unit in text)
        {
            hash = unchecked((31 * hash) + unit);
        }

        return hash;
    }

    private static void Append(StringBuilder text, string part) => text.Append(part.AsSpan().Trim()).Append(' ');
}
