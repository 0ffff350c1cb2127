using EppoTyped.Manifest.Json;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Reading;

/// <summary>
/// Finds an extra closing brace. A JSON parser notices it only at the end of the file. In a manifest it shows where flags, subjects or
/// properties of a flag are outside of their object.
/// </summary>
internal static class ExtraBrace
{
    /// <summary>The error at the brace that causes it, where that can be found.</summary>
    public static JsonError Locate(JsonError error, JsonNode root, ReadingContext context)
    {
        if (error.Kind != JsonErrorKind.BehindEnd)
        {
            return error;
        }

        JsonNode? flags = root.Member("flags")?.Value;
        return After(flags?.Members ?? [], member => FlagReader.IsProperty(member.Name) && !context.IsStray(member))
            ?? After(root.Members, member => context.IsStray(member) || IsSubject(member))
            ?? error;
    }

    private static bool IsSubject(JsonMember member) => member.Name != "subjects" && member.Value.Member("attributes") is not null;

    /// <summary>An error at the end of the object before the first misplaced member.</summary>
    private static JsonError? After(IReadOnlyList<JsonMember> members, Func<JsonMember, bool> isOutOfPlace)
    {
        for (int i = 1; i < members.Count; i++)
        {
            if (!isOutOfPlace(members[i]))
            {
                continue;
            }

            JsonMember before = members[i - 1];
            return before.Value.Kind == JsonKind.Object
                ? new JsonError(
                    $"this }} ends {Wording.Quote(before.Name)}, and {Wording.Quote(members[i].Name)} is outside of it; remove it",
                    Last(before.Value.Range))
                : null;
        }

        return null;
    }

    private static SourceRange Last(SourceRange range) =>
        new(range.Start + range.Length - 1, 1, range.EndLine, range.EndColumn - 1, range.EndLine, range.EndColumn);
}
