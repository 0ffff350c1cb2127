namespace EppoTyped.Amplitude;

/// <summary>The words true and false, which are equal in any case; every other text is case-sensitive.</summary>
internal static class BooleanWord
{
    public static ReadOnlySpan<char> Canonical(ReadOnlySpan<char> text) =>
        text.Length == 4 && text.Equals("true", StringComparison.OrdinalIgnoreCase) ? "true"
        : text.Length == 5 && text.Equals("false", StringComparison.OrdinalIgnoreCase) ? "false"
        : text;
}
