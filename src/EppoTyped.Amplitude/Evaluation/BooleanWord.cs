namespace EppoTyped.Amplitude;

/// <summary>True and false, which are compared without their case wherever equality is asked for; every other text with it.</summary>
internal static class BooleanWord
{
    public static ReadOnlySpan<char> Canonical(ReadOnlySpan<char> text) =>
        text.Length == 4 && text.Equals("true", StringComparison.OrdinalIgnoreCase) ? "true"
        : text.Length == 5 && text.Equals("false", StringComparison.OrdinalIgnoreCase) ? "false"
        : text;
}
