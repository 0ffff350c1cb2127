namespace EppoTyped.Amplitude;

/// <summary>Where the parts of a version end in its text (docs/protocols/amplitude.md, section 4.12): <c>major.minor[.patch[-prerelease]]</c>. Holds no text, so that a call reads it on the stack, in one pass.</summary>
/// <param name="MajorEnd">The first dot.</param>
/// <param name="MinorEnd">The end of the minor number.</param>
/// <param name="PatchEnd">The end of the patch number; equal to <paramref name="MinorEnd"/> without one.</param>
/// <param name="HasPreRelease">Whether a pre-release follows, which may be empty.</param>
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

    /// <summary>Precedence of the left version against the right one.</summary>
    public static int Compare(ReadOnlySpan<char> leftText, AmplitudeVersion left, ReadOnlySpan<char> rightText, AmplitudeVersion right)
    {
        int order = CompareNumbers(leftText[..left.MajorEnd], rightText[..right.MajorEnd]);
        order = order != 0 ? order : CompareNumbers(leftText[(left.MajorEnd + 1)..left.MinorEnd], rightText[(right.MajorEnd + 1)..right.MinorEnd]);
        order = order != 0 ? order : CompareNumbers(left.Patch(leftText), right.Patch(rightText));
        if (order != 0 || !left.HasPreRelease || !right.HasPreRelease)
        {
            // A release comes after its pre-releases.
            return order != 0 ? order : right.HasPreRelease.CompareTo(left.HasPreRelease);
        }

        // As texts, not by their identifiers: alpha.10 comes before alpha.9.
        return leftText[(left.PatchEnd + 1)..].SequenceCompareTo(rightText[(right.PatchEnd + 1)..]);
    }

    private ReadOnlySpan<char> Patch(ReadOnlySpan<char> text) => PatchEnd == MinorEnd ? "0" : text[(MinorEnd + 1)..PatchEnd];

    private static int AfterDot(ReadOnlySpan<char> text, int place) => place >= 0 && place < text.Length && text[place] == '.' ? place + 1 : -1;

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

    // No size is too large: without the zeros before it, the longer number is the greater one.
    private static int CompareNumbers(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        left = left.TrimStart('0');
        right = right.TrimStart('0');
        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.SequenceCompareTo(right);
    }
}
