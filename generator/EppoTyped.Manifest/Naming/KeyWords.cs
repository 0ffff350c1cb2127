namespace EppoTyped.Manifest.Naming;

/// <summary>
/// The words of a key. Everything that is not a letter or digit separates words, and an upper case letter begins a new one.
/// </summary>
internal static class KeyWords
{
    /// <summary>Each word as written, and where it begins in the text.</summary>
    public static IReadOnlyList<(string Text, int Start)> Of(string text)
    {
        List<(string Text, int Start)> words = [];
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            bool ends = i == text.Length || !char.IsLetterOrDigit(text[i]);
            if ((ends || BeginsWord(text, i)) && i > start)
            {
                words.Add((text.Substring(start, i - start), start));
            }

            if (ends || BeginsWord(text, i))
            {
                start = ends ? i + 1 : i;
            }
        }

        return words;
    }

    // hideVsDelete, and HTTPProxy before its second P.
    private static bool BeginsWord(string text, int i) =>
        i > 0 && char.IsUpper(text[i]) && (!char.IsUpper(text[i - 1]) || (i + 1 < text.Length && char.IsLower(text[i + 1])));
}
