using System.Text;

namespace EppoTyped;

/// <summary>Translates patterns from the dialect of the other SDKs to .NET's.</summary>
internal static class RegexDialect
{
    /// <summary>
    /// Replaces a bare <c>$</c> with <c>\z</c>, because .NET's <c>$</c> also matches before a last line break and no other SDK's does.
    /// </summary>
    public static string Translate(string pattern)
    {
        if (!pattern.Contains('$', StringComparison.Ordinal))
        {
            return pattern;
        }

        StringBuilder translated = new(pattern.Length + 8);
        int classDepth = 0;
        for (int at = 0; at < pattern.Length; at++)
        {
            char character = pattern[at];
            if (character == '\\' && at + 1 < pattern.Length)
            {
                translated.Append(character).Append(pattern[++at]);
                continue;
            }

            if (character == '[' && (classDepth == 0 || pattern[at - 1] == '-'))
            {
                classDepth++;
                translated.Append(character);
                if (at + 1 < pattern.Length && pattern[at + 1] == '^')
                {
                    translated.Append(pattern[++at]);
                }

                // A closing bracket right at the start is a member of the class.
                if (at + 1 < pattern.Length && pattern[at + 1] == ']')
                {
                    translated.Append(pattern[++at]);
                }

                continue;
            }

            if (character == ']' && classDepth > 0)
            {
                classDepth--;
            }

            if (character == '(' && classDepth == 0 && SwitchesMultilineOn(pattern.AsSpan(at)))
            {
                return pattern;
            }

            if (character == '$' && classDepth == 0)
            {
                translated.Append("\\z");
            }
            else
            {
                translated.Append(character);
            }
        }

        return translated.ToString();
    }

    /// <summary>Whether a group is <c>(?m)</c>, <c>(?im:</c> or the like; the pattern is then left as it is.</summary>
    private static bool SwitchesMultilineOn(ReadOnlySpan<char> group)
    {
        if (!group.StartsWith("(?"))
        {
            return false;
        }

        int letters = group[2..].IndexOfAnyExceptInRange('a', 'z');
        return letters > 0 && group.Slice(2, letters).Contains('m');
    }
}
