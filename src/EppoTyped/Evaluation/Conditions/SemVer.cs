namespace EppoTyped;

/// <summary>
/// The positions at which the parts of a strict Semantic Version 2.0.0 end in its text. Without the text itself, so that a call parses on
/// the stack.
/// </summary>
/// <param name="MajorEnd">The position of the first dot.</param>
/// <param name="MinorEnd">The position of the second dot.</param>
/// <param name="PatchEnd">The end of the three numbers.</param>
/// <param name="PreReleaseEnd">
/// The end of the pre-release; equal to <paramref name="PatchEnd"/> without one. Build metadata after it has no precedence.
/// </param>
internal readonly record struct SemVer(int MajorEnd, int MinorEnd, int PatchEnd, int PreReleaseEnd)
{
    public static bool TryParse(ReadOnlySpan<char> text, out SemVer version)
    {
        version = default;
        int major = NumberEnd(text, 0);
        int minor = major > 0 && major < text.Length && text[major] == '.' ? NumberEnd(text, major + 1) : -1;
        int patch = minor > 0 && minor < text.Length && text[minor] == '.' ? NumberEnd(text, minor + 1) : -1;
        if (patch < 0)
        {
            return false;
        }

        int preRelease = patch;
        if (patch < text.Length && text[patch] == '-')
        {
            preRelease = IdentifiersEnd(text, patch + 1, leadingZeros: false);
        }

        if (preRelease < 0)
        {
            return false;
        }

        bool hasMetadata = preRelease < text.Length && text[preRelease] == '+';
        int end = hasMetadata ? IdentifiersEnd(text, preRelease + 1, leadingZeros: true) : preRelease;
        version = new SemVer(major, minor, patch, preRelease);
        return end == text.Length;
    }

    /// <summary>Compares by precedence; build metadata is ignored.</summary>
    public static int Compare(ReadOnlySpan<char> leftText, SemVer left, ReadOnlySpan<char> rightText, SemVer right)
    {
        int order = CompareNumbers(leftText[..left.MajorEnd], rightText[..right.MajorEnd]);
        order = order != 0 ? order
            : CompareNumbers(leftText[(left.MajorEnd + 1)..left.MinorEnd], rightText[(right.MajorEnd + 1)..right.MinorEnd]);
        order = order != 0 ? order
            : CompareNumbers(leftText[(left.MinorEnd + 1)..left.PatchEnd], rightText[(right.MinorEnd + 1)..right.PatchEnd]);
        return order != 0 ? order : ComparePreReleases(PreRelease(leftText, left), PreRelease(rightText, right));
    }

    private static ReadOnlySpan<char> PreRelease(ReadOnlySpan<char> text, SemVer version) =>
        version.PreReleaseEnd == version.PatchEnd ? default : text[(version.PatchEnd + 1)..version.PreReleaseEnd];

    // Numbers have no leading zeros, so the longer one is the greater one, whatever its size.
    private static int CompareNumbers(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.SequenceCompareTo(right);

    private static int ComparePreReleases(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.IsEmpty || right.IsEmpty)
        {
            // A release comes after its pre-releases.
            return left.IsEmpty.CompareTo(right.IsEmpty);
        }

        while (!left.IsEmpty && !right.IsEmpty)
        {
            ReadOnlySpan<char> leftIdentifier = Take(ref left);
            ReadOnlySpan<char> rightIdentifier = Take(ref right);
            bool leftIsNumber = IsNumber(leftIdentifier);
            bool rightIsNumber = IsNumber(rightIdentifier);
            int order = leftIsNumber && rightIsNumber ? CompareNumbers(leftIdentifier, rightIdentifier)
                : leftIsNumber != rightIsNumber ? (leftIsNumber ? -1 : 1)
                : leftIdentifier.SequenceCompareTo(rightIdentifier);
            if (order != 0)
            {
                return order;
            }
        }

        return right.IsEmpty.CompareTo(left.IsEmpty);
    }

    private static ReadOnlySpan<char> Take(ref ReadOnlySpan<char> identifiers)
    {
        int dot = identifiers.IndexOf('.');
        ReadOnlySpan<char> first = dot < 0 ? identifiers : identifiers[..dot];
        identifiers = dot < 0 ? default : identifiers[(dot + 1)..];
        return first;
    }

    private static bool IsNumber(ReadOnlySpan<char> identifier) => !identifier.ContainsAnyExceptInRange('0', '9');

    /// <summary>The end of a number without leading zeros, or -1.</summary>
    private static int NumberEnd(ReadOnlySpan<char> text, int start)
    {
        int end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end == start || (text[start] == '0' && end > start + 1) ? -1 : end;
    }

    /// <summary>The end of identifiers joined by dots, or -1 where one is empty or a number with a leading zero.</summary>
    private static int IdentifiersEnd(ReadOnlySpan<char> text, int start, bool leadingZeros)
    {
        int at = start;
        while (true)
        {
            int begin = at;
            while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '-'))
            {
                at++;
            }

            bool bad = at == begin || (!leadingZeros && at > begin + 1 && text[begin] == '0' && IsNumber(text[begin..at]));
            if (bad)
            {
                return -1;
            }

            if (at == text.Length || text[at] != '.')
            {
                return at;
            }

            at++;
        }
    }
}
