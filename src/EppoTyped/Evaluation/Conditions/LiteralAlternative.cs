using System.Diagnostics.CodeAnalysis;

namespace EppoTyped;

/// <summary>A text with <c>.</c> for any character but a line feed, anchored or not.</summary>
/// <param name="literal">The characters.</param>
/// <param name="anyCharacter">A bit set for each of them that matches any character but a line feed.</param>
/// <param name="atStart">Whether it must match at the start of the text.</param>
/// <param name="atEnd">Whether it must match at the end of the text.</param>
internal sealed class LiteralAlternative(string literal, ulong anyCharacter, bool atStart, bool atEnd) : PatternAlternative
{
    public override int SearchedCharacters => anyCharacter == 0 || atStart || atEnd ? 0 : literal.Length;

    /// <summary>Reads an alternative without its anchors.</summary>
    /// <returns>False for one that is not a plain text.</returns>
    public static bool TryRead(
        ReadOnlySpan<char> pattern, bool atStart, bool atEnd, [NotNullWhen(true)] out PatternAlternative? alternative)
    {
        alternative = null;
        Span<char> text = stackalloc char[PlainPattern.LongestAlternative];
        ulong anyCharacter = 0;
        int length = 0;
        for (int place = 0; place < pattern.Length; place++)
        {
            char character = pattern[place];
            if (length == text.Length)
            {
                return false;
            }

            if (character == '.')
            {
                anyCharacter |= 1UL << length;
            }
            else if (character == '\\')
            {
                if (!PlainPattern.TryUnescape(pattern[place..], out character))
                {
                    return false;
                }

                place++;
            }
            else if (PlainPattern.Special.Contains(character, StringComparison.Ordinal))
            {
                return false;
            }

            text[length++] = character;
        }

        alternative = new LiteralAlternative(text[..length].ToString(), anyCharacter, atStart, atEnd);
        return true;
    }

    public override bool IsFoundIn(ReadOnlySpan<char> text)
    {
        if (text.Length < literal.Length)
        {
            return false;
        }

        if (atStart)
        {
            return (!atEnd || text.Length == literal.Length) && IsAt(text);
        }

        if (atEnd)
        {
            return IsAt(text[^literal.Length..]);
        }

        if (anyCharacter == 0)
        {
            return text.Contains(literal, StringComparison.Ordinal);
        }

        for (int place = 0; place <= text.Length - literal.Length; place++)
        {
            if (IsAt(text[place..]))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsAt(ReadOnlySpan<char> text)
    {
        if (anyCharacter == 0)
        {
            return text.StartsWith(literal, StringComparison.Ordinal);
        }

        for (int place = 0; place < literal.Length; place++)
        {
            bool any = (anyCharacter & (1UL << place)) != 0;
            if (any ? text[place] == '\n' : text[place] != literal[place])
            {
                return false;
            }
        }

        return true;
    }
}
