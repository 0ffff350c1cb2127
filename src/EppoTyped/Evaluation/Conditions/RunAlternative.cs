using System.Diagnostics.CodeAnalysis;

namespace EppoTyped;

/// <summary>
/// One run of a character class between two texts, anchored or not: <c>^user-[0-9]+$</c>, <c>[a-z]+@example</c>. Linear in the text.
/// </summary>
/// <param name="prefix">The text before the run.</param>
/// <param name="run">The characters of the run.</param>
/// <param name="least">The smallest number of them, 0 or 1.</param>
/// <param name="suffix">The text after the run.</param>
/// <param name="atStart">Whether it must match at the start of the text.</param>
/// <param name="atEnd">Whether it must match at the end of the text.</param>
internal sealed class RunAlternative(string prefix, CharacterClass run, int least, string suffix, bool atStart, bool atEnd)
    : PatternAlternative
{
    /// <summary>Reads an alternative without its anchors.</summary>
    /// <returns>False for one without such a run, and for one that cannot be searched in linear time here.</returns>
    public static bool TryRead(
        ReadOnlySpan<char> pattern, bool atStart, bool atEnd, [NotNullWhen(true)] out PatternAlternative? alternative)
    {
        alternative = null;
        if (!TryReadLiteral(ref pattern, out string prefix) || CharacterClass.Read(pattern, out int length) is not { } run)
        {
            return false;
        }

        pattern = pattern[length..];
        bool isRun = pattern.StartsWith("+") || pattern.StartsWith("*");
        int least = pattern.StartsWith("*") ? 0 : 1;
        pattern = isRun ? pattern[1..] : pattern;
        if (!TryReadLiteral(ref pattern, out string suffix) || pattern.Length > 0)
        {
            return false;
        }

        // One character is a run where nothing follows it; between two texts without an anchor a run could start at every position.
        bool isLinear = atStart || atEnd || prefix.Length == 0 || suffix.Length == 0;
        if (!isLinear || (!isRun && (suffix.Length > 0 || atEnd)))
        {
            return false;
        }

        alternative = new RunAlternative(prefix, run, least, suffix, atStart, atEnd);
        return true;
    }

    public override bool IsFoundIn(ReadOnlySpan<char> text)
    {
        if (text.Length < prefix.Length + least + suffix.Length)
        {
            return false;
        }

        if (atStart)
        {
            return text.StartsWith(prefix, StringComparison.Ordinal)
                && (atEnd ? MatchesWhole(text[prefix.Length..]) : MatchesStart(text[prefix.Length..]));
        }

        return atEnd ? text.EndsWith(suffix, StringComparison.Ordinal) && MatchesEnd(text[..^suffix.Length])
            : suffix.Length == 0 ? IsFoundAfterPrefix(text)
            : IsFoundBeforeSuffix(text);
    }

    /// <summary>Reads plain characters up to a class or the end.</summary>
    private static bool TryReadLiteral(ref ReadOnlySpan<char> pattern, out string literal)
    {
        Span<char> text = stackalloc char[PlainPattern.LongestAlternative];
        int length = 0;
        int place = 0;
        while (place < pattern.Length && pattern[place] != '[' && !pattern[place..].StartsWith("\\d"))
        {
            char character = pattern[place];
            if (character == '\\' && !PlainPattern.TryUnescape(pattern[place..], out character))
            {
                literal = "";
                return false;
            }

            bool escaped = pattern[place] == '\\';
            if (length == text.Length || (!escaped && PlainPattern.Special.Contains(character, StringComparison.Ordinal)))
            {
                literal = "";
                return false;
            }

            text[length++] = character;
            place += escaped ? 2 : 1;
        }

        literal = text[..length].ToString();
        pattern = pattern[place..];
        return true;
    }

    private bool MatchesWhole(ReadOnlySpan<char> rest) =>
        rest.EndsWith(suffix, StringComparison.Ordinal)
        && rest.Length - suffix.Length >= least
        && run.CountFromStart(rest[..^suffix.Length]) == rest.Length - suffix.Length;

    private bool MatchesStart(ReadOnlySpan<char> rest)
    {
        int length = run.CountFromStart(rest);
        return length >= least && rest[least..Math.Min(rest.Length, length + suffix.Length)].Contains(suffix, StringComparison.Ordinal);
    }

    private bool MatchesEnd(ReadOnlySpan<char> before)
    {
        int length = run.CountFromEnd(before);
        int start = Math.Max(0, before.Length - length - prefix.Length);
        return length >= least && before[start..^least].Contains(prefix, StringComparison.Ordinal);
    }

    private bool IsFoundAfterPrefix(ReadOnlySpan<char> text)
    {
        for (int from = 0; from + prefix.Length + least <= text.Length;)
        {
            int step = text[from..].IndexOf(prefix, StringComparison.Ordinal);
            int end = from + step + prefix.Length;
            if (step < 0 || end + least > text.Length)
            {
                return false;
            }

            if (least == 0 || run.Contains(text[end]))
            {
                return true;
            }

            from += step + 1;
        }

        return false;
    }

    private bool IsFoundBeforeSuffix(ReadOnlySpan<char> text)
    {
        for (int from = least; from + suffix.Length <= text.Length;)
        {
            int step = text[from..].IndexOf(suffix, StringComparison.Ordinal);
            if (step < 0)
            {
                return false;
            }

            if (least == 0 || run.Contains(text[from + step - 1]))
            {
                return true;
            }

            from += step + 1;
        }

        return false;
    }
}
