using System.Buffers;

namespace EppoTyped;

/// <summary>A set of characters in a pattern: <c>[a-z0-9_]</c>, <c>[^@]</c>, or <c>\d</c>, which takes every decimal digit of Unicode.</summary>
internal sealed class CharacterClass
{
    private const string Escapable = "\\^$.|?*+()[]{}-/@";

    private readonly SearchValues<char> _ascii;
    private readonly bool _negated;
    private readonly bool _digits;

    private CharacterClass(ReadOnlySpan<char> members, bool negated, bool digits) => (_ascii, _negated, _digits) = (SearchValues.Create(members), negated, digits);

    /// <summary>Reads a class at the beginning of a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="length">How much of it the class is.</param>
    /// <returns>Null where none begins, or one that says more than this can.</returns>
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
                // A hyphen behind a range is read in more than one way.
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

    /// <summary>Whether it takes the character.</summary>
    public bool Takes(char character) => (_ascii.Contains(character) || (_digits && character > '\x7f' && char.IsDigit(character))) != _negated;

    /// <summary>How many characters it takes from the beginning of a text on.</summary>
    public int RunFrom(ReadOnlySpan<char> text)
    {
        int end = _digits ? -1 : _negated ? text.IndexOfAny(_ascii) : text.IndexOfAnyExcept(_ascii);
        if (!_digits)
        {
            return end < 0 ? text.Length : end;
        }

        int length = 0;
        while (length < text.Length && Takes(text[length]))
        {
            length++;
        }

        return length;
    }

    /// <summary>How many characters it takes from the end of a text back.</summary>
    public int RunBack(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && Takes(text[text.Length - 1 - length]))
        {
            length++;
        }

        return length;
    }

    /// <summary>One member, an ASCII character or an escaped one.</summary>
    private static bool TryReadMember(ReadOnlySpan<char> pattern, ref int place, out char member)
    {
        member = pattern[place++];
        if (member == '\\')
        {
            member = place < pattern.Length ? pattern[place++] : '\0';
            return Escapable.Contains(member, StringComparison.Ordinal);
        }

        // A bracket may begin a subtraction or a named set.
        return char.IsAscii(member) && member != '[';
    }
}
