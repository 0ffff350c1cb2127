using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Naming;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Reading;

/// <summary>
/// Finds boolean flags whose key does not tell what <c>true</c> means: an alternative (<c>hide_vs_delete_spam</c>) or a negation
/// (<c>no_collapse_comments</c>). It is only a hint, so that it looks for few words, and reports nothing where they can mean something
/// else.
/// </summary>
internal static class BooleanKeyCheck
{
    private static readonly string[] Negations = ["no", "not", "dont", "never", "without", "disable"];

    // "no-results-page", "not-found-page": the page of something, not the absence of it.
    private static readonly string[] NotNegated = ["result", "results", "match", "matches", "found", "show", "code", "op", "script"];

    // "two-or-more-items", "find-or-create-user": one thing, not two.
    private static readonly string[] NotAlternative =
    [
        "more", "less", "fewer", "later", "newer", "older", "higher", "lower", "create", "update", "add", "insert", "none", "null",
    ];

    public static void Report(PropertyBag bag, FlagDefinition flag)
    {
        IReadOnlyList<string> segments = KeySegments.Of(flag.Key);
        string name = segments[segments.Count - 1];
        if ((Alternative(name) ?? Negation(name)) is { } message)
        {
            bag.Report(FindingRules.UnclearBoolean, flag.KeyRange, message);
        }
    }

    private static string? Alternative(string name)
    {
        IReadOnlyList<(string Text, int Start)> words = KeyWords.Of(name);
        for (int i = 1; i < words.Count - 1; i++)
        {
            string word = Lower(words[i].Text);
            if (word is not ("vs" or "versus")
                && (word != "or" || NotAlternative.Contains(Lower(words[i + 1].Text), StringComparer.Ordinal)))
            {
                continue;
            }

            // With the same number of words on both sides, these are the two alternatives; else only the nearest words are.
            int length = i == words.Count - i - 1 ? i : 1;
            string first = Text(name, words, i - length, length);
            string second = Text(name, words, i + 1, length);
            return "the key reads as an alternative, and true could be either; "
                + $"make it a \"string\" flag with \"variations\": [{Wording.Quote(first)}, {Wording.Quote(second)}]";
        }

        return null;
    }

    private static string? Negation(string name)
    {
        string plain = name.Replace("'", "");
        IReadOnlyList<(string Text, int Start)> words = KeyWords.Of(plain);
        if (words.Count < 2 || Positive(plain, words) is not { } positive)
        {
            return null;
        }

        return "the key reads as a negation, and its opposite as a double one; "
            + $"name what true does, like {Wording.Quote(positive)}, or make it a \"string\" flag with \"variations\"";
    }

    /// <summary>The key without its negation; null where it has none.</summary>
    private static string? Positive(string name, IReadOnlyList<(string Text, int Start)> words)
    {
        string first = Lower(words[0].Text);
        int said = first == "do" && Lower(words[1].Text) == "not" ? 2 : Negations.Contains(first, StringComparer.Ordinal) ? 1 : 0;
        bool noun = first is "no" or "not" && NotNegated.Contains(Lower(words[1].Text), StringComparer.Ordinal);
        if (said > 0 && said < words.Count && !noun)
        {
            return name.Substring(words[said].Start);
        }

        (string last, int start) = words[words.Count - 1];
        return Lower(last) == "disabled" ? name.Substring(0, start) + (char.IsUpper(last[0]) ? "Enabled" : "enabled") : null;
    }

    private static string Text(string name, IReadOnlyList<(string Text, int Start)> words, int index, int count)
    {
        (string text, int start) = words[index + count - 1];
        return Lower(name.Substring(words[index].Start, start + text.Length - words[index].Start));
    }

    private static string Lower(string text) => text.ToLowerInvariant();
}
