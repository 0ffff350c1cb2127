namespace EppoTyped;

/// <summary>Text of a configuration as a log may show it: on one line, without control characters, not endless.</summary>
internal static class OneLine
{
    private const int Longest = 200;

    public static string Of(string text)
    {
        bool plain = text.Length <= Longest && !text.Any(char.IsControl);
        return plain ? text : string.Concat(text.Take(Longest).Select(character => char.IsControl(character) ? '\uFFFD' : character)) + (text.Length > Longest ? "..." : "");
    }
}
