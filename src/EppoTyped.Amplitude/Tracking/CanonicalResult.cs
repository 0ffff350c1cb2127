using System.Globalization;
using System.Text;

namespace EppoTyped.Amplitude;

/// <summary>What is remembered of an evaluation, and what names its events (docs/protocols/amplitude.md, section 9.4).</summary>
internal static class CanonicalResult
{
    /// <summary>What JavaScript's SDK writes for an id that is missing; kept, so that services of both languages make one event of one result.</summary>
    private const string MissingId = "undefined";

    private const long Day = 86_400_000;

    /// <summary>The user's ids, then every flag with the key of its variant, by flag. Flags whose variant has no key do not count.</summary>
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

    /// <summary>The id by which Amplitude knows an event that it has already.</summary>
    /// <param name="user">For whom.</param>
    /// <param name="hashed">What was decided.</param>
    /// <param name="time">When, in milliseconds since 1970.</param>
    public static string InsertId(AmplitudeUser user, string hashed, long time) =>
        string.Create(CultureInfo.InvariantCulture, $"{user.UserId ?? MissingId} {user.DeviceId ?? MissingId} {Hash(hashed)} {time / Day}");

    /// <summary>Java's hash of a text, over UTF-16 units.</summary>
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
