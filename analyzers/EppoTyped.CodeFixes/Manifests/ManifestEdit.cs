using EppoTyped.Manifest.Json;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.CodeFixes.Manifests;

/// <summary>
/// Edits the text of a manifest where it must change and nowhere else. A text that is not JSON is left to its author: there both edits give
/// null.
/// </summary>
internal static class ManifestEdit
{
    private const string Flags = "flags";

    /// <summary>
    /// Adds a flag behind the last one, in the file's own layout; null where it is there already or nothing can be added.
    /// </summary>
    public static SourceText? AddFlag(SourceText source, NewFlag flag)
    {
        string text = source.ToString();
        if (ReadRoot(text) is not { } root)
        {
            return null;
        }

        JsonMember? member = root.Member(Flags);
        if (member is not null && (member.Value.Kind != JsonKind.Object || member.Value.Member(flag.Key) is not null))
        {
            return null;
        }

        return source.WithChanges(ManifestLayout.Of(text, root).Insert(member, flag));
    }

    /// <summary>Removes a flag with its comma and its line; null where it is not there, or there more than once.</summary>
    public static SourceText? RemoveFlag(SourceText source, string key)
    {
        string text = source.ToString();
        if (ReadRoot(text)?.Member(Flags)?.Value is not { Kind: JsonKind.Object } flags)
        {
            return null;
        }

        int[] places = [.. Enumerable.Range(0, flags.Members.Count)
            .Where(i => string.Equals(flags.Members[i].Name, key, StringComparison.Ordinal))];
        return places.Length == 1 ? source.WithChanges(new TextChange(SpanToRemove(text, flags, places[0]), "")) : null;
    }

    private static JsonNode? ReadRoot(string text)
    {
        JsonText json = JsonParser.Parse(text);
        return json.Errors.Count == 0 && json.Root.Kind == JsonKind.Object ? json.Root : null;
    }

    private static TextSpan SpanToRemove(string text, JsonNode flags, int index)
    {
        JsonMember member = flags.Members[index];
        if (flags.Members.Count == 1)
        {
            return TextSpan.FromBounds(flags.Range.Start + 1, flags.End - 1);
        }

        // The last one takes the comma before it, so that what stands before the brace stays.
        if (index == flags.Members.Count - 1)
        {
            return TextSpan.FromBounds(flags.Members[index - 1].Value.End, member.Value.End);
        }

        // Of the blanks before and behind it one must go: the larger stays, which may hold the empty line between two groups.
        int before = index == 0 ? flags.Range.Start + 1 : text.IndexOf(',', flags.Members[index - 1].Value.End) + 1;
        int behind = text.IndexOf(',', member.Value.End) + 1;
        int start = member.NameRange.Start;
        int next = flags.Members[index + 1].NameRange.Start;
        return index > 0 && Lines(text, behind, next) >= Lines(text, before, start)
            ? TextSpan.FromBounds(before, behind)
            : TextSpan.FromBounds(start, next);
    }

    private static int Lines(string text, int start, int end) => text.Substring(start, end - start).Count(c => c == '\n');
}
