using System.Diagnostics.CodeAnalysis;

namespace EppoTyped;

/// <summary>
/// The patterns that people mostly write, without a <see cref="System.Text.RegularExpressions.Regex"/>: texts with <c>.</c> for any
/// character but a line feed, anchored or not, <c>.*</c> around them, and alternatives of these. It has no state, so that threads share it.
/// </summary>
internal sealed class PlainPattern
{
    // Beyond this a search that begins anew at every place could cost more than an automaton.
    private const int LongestAlternative = 64;
    private const int MostAlternatives = 16;

    // Of all alternatives with "." together that may begin anywhere: each of their characters may be looked at for every one of the text.
    private const int MostSearchedCharacters = 64;
    private const string Special = "\\^$.|?*+()[]{}";

    private readonly Alternative[] _alternatives;

    private PlainPattern(Alternative[] alternatives) => _alternatives = alternatives;

    /// <summary>Reads a pattern.</summary>
    /// <returns>False for one that says more than this can.</returns>
    public static bool TryRead(string pattern, [NotNullWhen(true)] out PlainPattern? plain)
    {
        plain = null;
        List<Alternative> alternatives = [];
        int start = 0;
        for (int place = 0; place <= pattern.Length; place++)
        {
            if (place < pattern.Length && pattern[place] == '\\')
            {
                place++;
                continue;
            }

            if (place < pattern.Length && pattern[place] != '|')
            {
                continue;
            }

            if (alternatives.Count == MostAlternatives || !TryReadAlternative(pattern.AsSpan(start, place - start), out Alternative alternative))
            {
                return false;
            }

            alternatives.Add(alternative);
            start = place + 1;
        }

        // An escape at the very end is no pattern; the regular expression says why.
        if (start != pattern.Length + 1 || alternatives.Sum(alternative => alternative.SearchedCharacters) > MostSearchedCharacters)
        {
            return false;
        }

        plain = new PlainPattern([.. alternatives]);
        return true;
    }

    /// <summary>Whether the pattern is found anywhere in the text.</summary>
    public bool IsFoundIn(ReadOnlySpan<char> text)
    {
        foreach (Alternative alternative in _alternatives)
        {
            if (alternative.IsFoundIn(text))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryReadAlternative(ReadOnlySpan<char> pattern, out Alternative alternative)
    {
        alternative = default;
        bool atStart = pattern.StartsWith("^");
        pattern = atStart ? pattern[1..] : pattern;

        // Behind an anchor ".*" may not cross a line end, so it says something; without one it does not.
        while (!atStart && pattern.StartsWith(".*") && !pattern[2..].StartsWith("?") && !pattern[2..].StartsWith("+"))
        {
            pattern = pattern[2..];
        }

        Span<char> text = stackalloc char[LongestAlternative];
        ulong anyCharacter = 0;
        int length = 0;
        bool atEnd = false;
        for (int place = 0; place < pattern.Length; place++)
        {
            char character = pattern[place];
            ReadOnlySpan<char> rest = pattern[(place + 1)..];
            if (character == '$' && rest.IsEmpty)
            {
                atEnd = true;
                break;
            }

            if (character == '.' && rest is "*")
            {
                break;
            }

            if (length == LongestAlternative)
            {
                return false;
            }

            if (character == '.')
            {
                anyCharacter |= 1UL << length;
            }
            else if (character == '\\' && rest.Length > 0 && (Special.Contains(rest[0], StringComparison.Ordinal) || rest[0] is '-' or '/' or '@'))
            {
                character = rest[0];
                place++;
            }
            else if (Special.Contains(character, StringComparison.Ordinal))
            {
                return false;
            }

            text[length++] = character;
        }

        alternative = new Alternative(text[..length].ToString(), anyCharacter, atStart, atEnd);
        return true;
    }

    /// <param name="Text">The characters.</param>
    /// <param name="AnyCharacter">A bit for each of them that stands for any character but a line feed.</param>
    /// <param name="AtStart">Whether it must begin where the text does.</param>
    /// <param name="AtEnd">Whether it must end where the text does.</param>
    private readonly record struct Alternative(string Text, ulong AnyCharacter, bool AtStart, bool AtEnd)
    {
        public int SearchedCharacters => AnyCharacter == 0 || AtStart || AtEnd ? 0 : Text.Length;

        public bool IsFoundIn(ReadOnlySpan<char> text)
        {
            if (text.Length < Text.Length)
            {
                return false;
            }

            if (AtStart)
            {
                return (!AtEnd || text.Length == Text.Length) && IsAt(text);
            }

            if (AtEnd)
            {
                return IsAt(text[^Text.Length..]);
            }

            if (AnyCharacter == 0)
            {
                return text.Contains(Text, StringComparison.Ordinal);
            }

            for (int place = 0; place <= text.Length - Text.Length; place++)
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
            if (AnyCharacter == 0)
            {
                return text.StartsWith(Text, StringComparison.Ordinal);
            }

            for (int place = 0; place < Text.Length; place++)
            {
                bool any = (AnyCharacter & (1UL << place)) != 0;
                if (any ? text[place] == '\n' : text[place] != Text[place])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
