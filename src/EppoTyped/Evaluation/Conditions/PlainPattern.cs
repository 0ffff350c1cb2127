using System.Diagnostics.CodeAnalysis;

namespace EppoTyped;

/// <summary>
/// A matcher for the patterns that people mostly write, without a <see cref="System.Text.RegularExpressions.Regex"/>: texts with <c>.</c>
/// for any character but a line feed, anchored or not, <c>.*</c> around them, one run of a character class (<c>^user-[0-9]+$</c>), and
/// alternatives of these. It has no state, so threads can share it.
/// </summary>
internal sealed class PlainPattern
{
    // For longer ones a search that starts again at every position could cost more than an automaton.
    public const int LongestAlternative = 64;
    public const string Special = "\\^$.|?*+()[]{}";
    private const int MaxAlternatives = 16;

    // Of all alternatives together: each of these characters may be compared with every character of the text.
    private const int MaxSearchedCharacters = 64;

    private readonly PatternAlternative[] _alternatives;

    private PlainPattern(PatternAlternative[] alternatives) => _alternatives = alternatives;

    /// <summary>Reads a pattern.</summary>
    /// <returns>False for one that is not supported here.</returns>
    public static bool TryRead(string pattern, [NotNullWhen(true)] out PlainPattern? plain)
    {
        plain = null;
        List<PatternAlternative> alternatives = [];
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

            ReadOnlySpan<char> text = pattern.AsSpan(start, place - start);
            if (alternatives.Count == MaxAlternatives || !TryReadAlternative(text, out PatternAlternative? alternative))
            {
                return false;
            }

            alternatives.Add(alternative);
            start = place + 1;
        }

        // A backslash at the very end is not a valid pattern; the regular expression reports why.
        if (start != pattern.Length + 1 || alternatives.Sum(alternative => alternative.SearchedCharacters) > MaxSearchedCharacters)
        {
            return false;
        }

        plain = new PlainPattern([.. alternatives]);
        return true;
    }

    /// <summary>Whether the pattern is found anywhere in the text.</summary>
    public bool IsFoundIn(ReadOnlySpan<char> text)
    {
        foreach (PatternAlternative alternative in _alternatives)
        {
            if (alternative.IsFoundIn(text))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads the character of an escape at the beginning of a pattern.</summary>
    /// <returns>False for an escape that is not a single literal character.</returns>
    public static bool TryUnescape(ReadOnlySpan<char> escape, out char character)
    {
        character = escape.Length > 1 ? escape[1] : '\0';
        return Special.Contains(character, StringComparison.Ordinal) || character is '-' or '/' or '@';
    }

    private static bool TryReadAlternative(ReadOnlySpan<char> pattern, [NotNullWhen(true)] out PatternAlternative? alternative)
    {
        bool atStart = pattern.StartsWith("^");
        pattern = atStart ? pattern[1..] : pattern;

        // After an anchor ".*" must not cross a line end, so it has a meaning; without an anchor it has none.
        while (!atStart && pattern.StartsWith(".*") && !pattern[2..].StartsWith("?") && !pattern[2..].StartsWith("+"))
        {
            pattern = pattern[2..];
        }

        bool atEnd = pattern.EndsWith("$") && !EndsInEscape(pattern);
        pattern = atEnd ? pattern[..^1] : pattern;
        if (!atEnd && pattern.EndsWith(".*") && !EndsInEscape(pattern[..^1]))
        {
            pattern = pattern[..^2];
        }

        return LiteralAlternative.TryRead(pattern, atStart, atEnd, out alternative)
            || RunAlternative.TryRead(pattern, atStart, atEnd, out alternative);
    }

    /// <summary>Whether the last character is escaped: an odd number of backslashes precedes it.</summary>
    private static bool EndsInEscape(ReadOnlySpan<char> pattern)
    {
        ReadOnlySpan<char> before = pattern[..^1];
        return (before.Length - before.TrimEnd('\\').Length) % 2 == 1;
    }
}
