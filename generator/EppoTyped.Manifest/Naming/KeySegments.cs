namespace EppoTyped.Manifest.Naming;

/// <summary>Splits keys at dots and slashes.</summary>
internal static class KeySegments
{
    // The tree is walked recursively: a key with a million dots must not overflow the stack.
    private const int MostSegments = 32;

    private static readonly char[] Separators = ['.', '/'];

    /// <summary>
    /// The segments of a key without the empty ones. A key of separators only is one segment, and so is everything after the 31st.
    /// </summary>
    public static IReadOnlyList<string> Of(string key)
    {
        string[] segments = key.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        if (segments.Length == 0)
        {
            return [key];
        }

        return segments.Length <= MostSegments
            ? segments
            : [.. segments.Take(MostSegments - 1), string.Join(".", segments.Skip(MostSegments - 1))];
    }

    /// <summary>The first segments as one text, to look up a prefix.</summary>
    public static string Prefix(IReadOnlyList<string> segments, int count) => string.Join("\0", segments.Take(count));
}
