using EppoTyped.Manifest.Json;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.CodeFixes.Manifests;

/// <summary>
/// Edits the text of a manifest and leaves everything else as it is. For a text that is not valid JSON both edits return null.
/// </summary>
internal static class ManifestEdit
{
    private const string Flags = "flags";

    /// <summary>Adds a flag after the last one, in the layout of the file; null where it exists already or cannot be added.</summary>
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

    /// <summary>Removes a flag with its comma and its line; null where it does not exist, or exists more than once.</summary>
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

        // For the last one the comma before it is removed, so that the white space before the brace is kept.
        if (index == flags.Members.Count - 1)
        {
            return TextSpan.FromBounds(flags.Members[index - 1].Value.End, member.Value.End);
        }

        // Of the white space before and after it the longer part is kept, which can contain the empty line between two groups.
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
