using System.Globalization;

namespace EppoTyped;

/// <summary>
/// Dates of a configuration: ISO 8601 with any number of decimals, and an offset, <c>Z</c> or nothing; the last two are UTC.
/// </summary>
internal static class UfcDate
{
    /// <summary>
    /// Reads a date as UTC ticks. With its offset it may be outside the range of <see cref="DateTime"/>; as ticks it can still be compared.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long utcTicks)
    {
        utcTicks = 0;
        if (!TakeNumber(ref text, 4, out int year) || !Take(ref text, '-') || !TakeNumber(ref text, 2, out int month)
            || !Take(ref text, '-') || !TakeNumber(ref text, 2, out int day)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        utcTicks = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] is not ('T' or 't' or ' '))
        {
            return false;
        }

        text = text[1..];
        if (!TakeTime(ref text, out long time) || !TakeOffset(ref text, out long offset) || !text.IsEmpty)
        {
            return false;
        }

        utcTicks += time - offset;
        return true;
    }

    /// <summary>Reads a date; null where the text is not a date, or outside the range of <see cref="DateTimeOffset"/>.</summary>
    public static DateTimeOffset? ToMoment(string? text) =>
        TryParse(text, out long ticks) && ticks >= DateTimeOffset.MinValue.Ticks && ticks <= DateTimeOffset.MaxValue.Ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : null;

    /// <summary>Writes a date as every Eppo SDK does: UTC with milliseconds.</summary>
    public static string ToText(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static bool TakeTime(ref ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        if (!TakeNumber(ref text, 2, out int hour) || !Take(ref text, ':') || !TakeNumber(ref text, 2, out int minute)
            || hour > 23 || minute > 59)
        {
            return false;
        }

        ticks = (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute);
        if (!Take(ref text, ':'))
        {
            return true;
        }

        // A leap second (60) is read as the first second of the next minute.
        if (!TakeNumber(ref text, 2, out int second) || second > 60)
        {
            return false;
        }

        ticks += second * TimeSpan.TicksPerSecond;
        return (!Take(ref text, '.') && !Take(ref text, ',')) || TakeFraction(ref text, ref ticks);
    }

    private static bool TakeFraction(ref ReadOnlySpan<char> text, ref long ticks)
    {
        int digits = 0;
        for (long unit = TimeSpan.TicksPerSecond / 10; digits < text.Length && char.IsAsciiDigit(text[digits]); digits++)
        {
            // After the seventh decimal the unit is 0: ticks are not finer.
            ticks += (text[digits] - '0') * unit;
            unit /= 10;
        }

        text = text[digits..];
        return digits > 0;
    }

    private static bool TakeOffset(ref ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        if (text.IsEmpty || Take(ref text, 'Z') || Take(ref text, 'z'))
        {
            return true;
        }

        int sign = text[0] switch { '+' => 1, '-' => -1, _ => 0 };
        text = text[1..];
        if (sign == 0 || !TakeNumber(ref text, 2, out int hour) || hour > 23)
        {
            return false;
        }

        int minute = 0;
        bool hasMinutes = Take(ref text, ':') || !text.IsEmpty;
        if (hasMinutes && (!TakeNumber(ref text, 2, out minute) || minute > 59))
        {
            return false;
        }

        ticks = sign * ((hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute));
        return true;
    }

    private static bool Take(ref ReadOnlySpan<char> text, char expected)
    {
        if (text.IsEmpty || text[0] != expected)
        {
            return false;
        }

        text = text[1..];
        return true;
    }

    private static bool TakeNumber(ref ReadOnlySpan<char> text, int digits, out int number)
    {
        number = 0;
        if (text.Length < digits)
        {
            return false;
        }

        foreach (char character in text[..digits])
        {
            if (!char.IsAsciiDigit(character))
            {
                return false;
            }

            number = (number * 10) + character - '0';
        }

        text = text[digits..];
        return true;
    }
}
