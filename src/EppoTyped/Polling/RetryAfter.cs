using System.Globalization;
using System.Net.Http.Headers;

namespace EppoTyped;

/// <summary>How long a server wants to be left alone.</summary>
internal static class RetryAfter
{
    /// <summary>Seconds or a date; null for nothing and for nonsense. Not clamped, but never negative.</summary>
    public static TimeSpan? Of(HttpResponseMessage response, TimeProvider clock)
    {
        if (!response.Headers.NonValidated.TryGetValues("Retry-After", out HeaderStringValues values))
        {
            return null;
        }

        string text = values.ToString().Trim();
        if (text.Length > 0 && text.All(char.IsAsciiDigit))
        {
            // More digits than fit are no nonsense, only a very long time.
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
        }

        // All three forms of a date that HTTP knows.
        if (!RetryConditionHeaderValue.TryParse(text, out RetryConditionHeaderValue? parsed) || parsed.Date is not { } date)
        {
            return null;
        }

        TimeSpan wait = date - clock.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
