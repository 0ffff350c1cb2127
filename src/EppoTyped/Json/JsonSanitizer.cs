using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace EppoTyped;

/// <summary>Makes JSON safe to read: afterwards no string in it throws when it is decoded.</summary>
internal static class JsonSanitizer
{
    private const int EscapeLength = 6;

    /// <summary>
    /// Returns the text without a byte order mark, with U+FFFD for bytes that are not UTF-8 and for <c>\ud800</c> escapes without their
    /// other half.
    /// </summary>
    public static ReadOnlySpan<byte> Sanitize(ReadOnlySpan<byte> utf8)
    {
        ReadOnlySpan<byte> text = utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;
        if (!Utf8.IsValid(text))
        {
            text = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text));
        }

        bool mayHaveHalves = text.IndexOf("\\ud"u8) >= 0 || text.IndexOf("\\uD"u8) >= 0;
        return mayHaveHalves ? ReplaceHalves(text) : text;
    }

    private static ReadOnlySpan<byte> ReplaceHalves(ReadOnlySpan<byte> text)
    {
        byte[]? sanitized = null;
        int at = 0;
        while (true)
        {
            int step = text[at..].IndexOf((byte)'\\');
            if (step < 0)
            {
                return sanitized ?? text;
            }

            at += step;
            if (!TryReadEscape(text[at..], out ushort unit))
            {
                // Any other escape is two bytes; a backslash at the very end is left for the reader to reject.
                at = Math.Min(at + 2, text.Length);
                continue;
            }

            if (char.IsHighSurrogate((char)unit)
                && TryReadEscape(text[(at + EscapeLength)..], out ushort next)
                && char.IsLowSurrogate((char)next))
            {
                at += 2 * EscapeLength;
                continue;
            }

            if (char.IsSurrogate((char)unit))
            {
                sanitized ??= text.ToArray();
                "\\uFFFD"u8.CopyTo(sanitized.AsSpan(at));
            }

            at += EscapeLength;
        }
    }

    private static bool TryReadEscape(ReadOnlySpan<byte> text, out ushort unit)
    {
        unit = 0;
        return text.Length >= EscapeLength && text[0] == '\\' && text[1] == 'u'
            && ushort.TryParse(text[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out unit);
    }
}
