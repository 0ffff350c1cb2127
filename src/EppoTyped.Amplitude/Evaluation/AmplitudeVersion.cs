namespace EppoTyped.Amplitude;

/// <summary>
/// A version, <c>major.minor[.patch[-prerelease]]</c>, by the places where its parts end (docs/protocols/amplitude.md, section 4.12).
/// Contains no text, so that a call reads it on the stack, in one pass.
/// </summary>
/// <param name="MajorEnd">The place of the first dot.</param>
/// <param name="MinorEnd">The end of the minor number.</param>
/// <param name="PatchEnd">The end of the patch number; equal to <paramref name="MinorEnd"/> without one.</param>
/// <param name="HasPreRelease">Whether a pre-release follows; it may be empty.</param>
internal readonly record struct AmplitudeVersion(int MajorEnd, int MinorEnd, int PatchEnd, bool HasPreRelease)
{
    public static bool TryParse(ReadOnlySpan<char> text, out AmplitudeVersion version)
    {
        version = default;
        int major = NumberEnd(text, 0);
        int minor = NumberEnd(text, AfterDot(text, major));
        if (minor < 0)
        {
            return false;
        }

        if (minor == text.Length)
        {
            version = new AmplitudeVersion(major, minor, minor, false);
            return true;
        }

        int patch = NumberEnd(text, AfterDot(text, minor));
        bool hasPreRelease = patch >= 0 && patch < text.Length;
        version = new AmplitudeVersion(major, minor, patch, hasPreRelease);
        return patch >= 0 && (!hasPreRelease || (text[patch] == '-' && IsPreRelease(text[(patch + 1)..])));
    }

    /// <summary>Negative where the left version precedes the right one, positive where it follows it, 0 where they are equal.</summary>
    public static int Compare(ReadOnlySpan<char> leftText, AmplitudeVersion left, ReadOnlySpan<char> rightText, AmplitudeVersion right)
    {
        int order = CompareNumbers(leftText[..left.MajorEnd], rightText[..right.MajorEnd]);
        order = order != 0 ? order : CompareNumbers(left.Minor(leftText), right.Minor(rightText));
        order = order != 0 ? order : CompareNumbers(left.Patch(leftText), right.Patch(rightText));
        if (order != 0 || !left.HasPreRelease || !right.HasPreRelease)
        {
            // A release follows its pre-releases.
            return order != 0 ? order : right.HasPreRelease.CompareTo(left.HasPreRelease);
        }

        // As texts, not identifier by identifier: alpha.10 precedes alpha.9.
        return leftText[(left.PatchEnd + 1)..].SequenceCompareTo(rightText[(right.PatchEnd + 1)..]);
    }

    private ReadOnlySpan<char> Minor(ReadOnlySpan<char> text) => text[(MajorEnd + 1)..MinorEnd];

    private ReadOnlySpan<char> Patch(ReadOnlySpan<char> text) => PatchEnd == MinorEnd ? "0" : text[(MinorEnd + 1)..PatchEnd];

    private static int AfterDot(ReadOnlySpan<char> text, int place) =>
        place >= 0 && place < text.Length && text[place] == '.' ? place + 1 : -1;

    private static int NumberEnd(ReadOnlySpan<char> text, int start)
    {
        int end = start;
        while (end >= 0 && end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end > start ? end : -1;
    }

    private static bool IsPreRelease(ReadOnlySpan<char> text)
    {
        char before = '.';
        foreach (char character in text)
        {
            if (character == '.' ? before == '.' : !char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_'))
            {
                return false;
            }

            before = character;
        }

        return true;
    }

    // Numbers may have any length: without leading zeros, the longer one is the greater one.
    private static int CompareNumbers(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        left = left.TrimStart('0');
        right = right.TrimStart('0');
        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.SequenceCompareTo(right);
    }
}
