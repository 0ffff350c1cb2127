using System.Buffers;

namespace EppoTyped;

/// <summary>
/// A set of characters in a pattern: <c>[a-z0-9_]</c>, <c>[^@]</c>, or <c>\d</c>, which contains every decimal digit of Unicode.
/// </summary>
internal sealed class CharacterClass
{
    private const string Escapable = "\\^$.|?*+()[]{}-/@";

    private readonly SearchValues<char> _ascii;
    private readonly bool _negated;
    private readonly bool _digits;

    private CharacterClass(ReadOnlySpan<char> members, bool negated, bool digits) =>
        (_ascii, _negated, _digits) = (SearchValues.Create(members), negated, digits);

    /// <summary>Reads a class at the beginning of a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="length">The number of characters that the class has in the pattern.</param>
    /// <returns>Null where the pattern does not begin with a class, or with one that is not supported here.</returns>
    public static CharacterClass? Read(ReadOnlySpan<char> pattern, out int length)
    {
        length = 2;
        if (pattern.StartsWith("\\d"))
        {
            return new CharacterClass("0123456789", negated: false, digits: true);
        }

        if (!pattern.StartsWith("["))
        {
            return null;
        }

        bool negated = pattern.StartsWith("[^");
        int place = negated ? 2 : 1;
        List<char> members = [];
        while (place < pattern.Length && pattern[place] != ']')
        {
            if (!TryReadMember(pattern, ref place, out char first))
            {
                return null;
            }

            char last = first;
            bool isRange = place + 1 < pattern.Length && pattern[place] == '-' && pattern[place + 1] != ']';
            if (isRange)
            {
                place++;
                // Engines read a hyphen after a range in more than one way.
                if (!TryReadMember(pattern, ref place, out last) || last < first || (place < pattern.Length && pattern[place] == '-'))
                {
                    return null;
                }
            }

            for (int member = first; member <= last; member++)
            {
                members.Add((char)member);
            }
        }

        length = place + 1;
        return place < pattern.Length && members.Count > 0 ? new CharacterClass(members.ToArray(), negated, digits: false) : null;
    }

    public bool Contains(char character) =>
        (_ascii.Contains(character) || (_digits && character > '\x7f' && char.IsDigit(character))) != _negated;

    /// <summary>The number of characters at the start of a text, up to the first one it does not contain.</summary>
    public int CountFromStart(ReadOnlySpan<char> text)
    {
        int end = _digits ? -1 : _negated ? text.IndexOfAny(_ascii) : text.IndexOfAnyExcept(_ascii);
        if (!_digits)
        {
            return end < 0 ? text.Length : end;
        }

        int length = 0;
        while (length < text.Length && Contains(text[length]))
        {
            length++;
        }

        return length;
    }

    /// <summary>The number of characters at the end of a text, back to the last one it does not contain.</summary>
    public int CountFromEnd(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && Contains(text[text.Length - 1 - length]))
        {
            length++;
        }

        return length;
    }

    /// <summary>Reads one member: an ASCII character or an escaped one.</summary>
    private static bool TryReadMember(ReadOnlySpan<char> pattern, ref int place, out char member)
    {
        member = pattern[place++];
        if (member == '\\')
        {
            member = place < pattern.Length ? pattern[place++] : '\0';
            return Escapable.Contains(member, StringComparison.Ordinal);
        }

        // A bracket may begin a subtraction or a named class.
        return char.IsAscii(member) && member != '[';
    }
}
