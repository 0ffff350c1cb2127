using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Json;

/// <summary>The kind of a JSON value.</summary>
internal enum JsonKind
{
    /// <summary>The value is missing or cannot be read, and an error has been reported.</summary>
    Missing,
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

/// <summary>A JSON value with its place. Members keep the order of the text, and repeated names are kept.</summary>
internal sealed class JsonNode
{
    private bool? _hasRepeatedNames;

    public required JsonKind Kind { get; init; }

    public required SourceRange Range { get; init; }

    /// <summary>The offset after the last character.</summary>
    public int End => Range.Start + Range.Length;

    /// <summary>The text of a string (unescaped), or of a number, boolean or null as written.</summary>
    public string Text { get; init; } = "";

    public IReadOnlyList<JsonNode> Items { get; init; } = [];

    public IReadOnlyList<JsonMember> Members { get; init; } = [];

    /// <summary>True when there is a syntax error inside: what seems to be missing can be just unreadable.</summary>
    public bool Broken { get; init; }

    /// <summary>True when a name occurs twice, which is rare.</summary>
    public bool HasRepeatedNames => _hasRepeatedNames ??= FindRepeatedNames();

    /// <summary>The members, of equal names only the last.</summary>
    public IEnumerable<JsonMember> LastMembers()
    {
        if (!HasRepeatedNames)
        {
            return Members;
        }

        Dictionary<string, int> last = new(StringComparer.Ordinal);
        for (int i = 0; i < Members.Count; i++)
        {
            last[Members[i].Name] = i;
        }

        return Members.Where((member, i) => last[member.Name] == i);
    }

    public JsonMember? Member(string name)
    {
        for (int i = Members.Count - 1; i >= 0; i--)
        {
            if (string.Equals(Members[i].Name, name, StringComparison.Ordinal))
            {
                return Members[i];
            }
        }

        return null;
    }

    private bool FindRepeatedNames()
    {
        // For a few names, comparing them is cheaper than a hash table.
        if (Members.Count > 16)
        {
            return Members.Select(member => member.Name).Distinct(StringComparer.Ordinal).Count() < Members.Count;
        }

        for (int i = 1; i < Members.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (string.Equals(Members[i].Name, Members[j].Name, StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        return false;
    }

    public ManifestValue ToValue() => Kind switch
    {
        JsonKind.Boolean => ManifestValue.Of(string.Equals(Text, "true", StringComparison.Ordinal)),
        JsonKind.Number => ManifestValue.Number(Text),
        JsonKind.String => ManifestValue.Of(Text),
        JsonKind.Array => ManifestValue.Array([.. Items.Select(item => item.ToValue())]),
        JsonKind.Object =>
            ManifestValue.Object([.. LastMembers()
                .Select(member => new KeyValuePair<string, ManifestValue>(member.Name, member.Value.ToValue()))]),
        _ => ManifestValue.Null,
    };
}

/// <summary>A named value of an object.</summary>
internal sealed record JsonMember(string Name, SourceRange NameRange, JsonNode Value);

/// <summary>The kind of a JSON error, where the reader of manifests can report more about it.</summary>
internal enum JsonErrorKind
{
    Syntax,
    TooDeep,

    /// <summary>There is more text after the end of the root object: there is an extra brace somewhere before it.</summary>
    BehindEnd,
}

/// <summary>An error in a text as JSON.</summary>
internal sealed record JsonError(string Message, SourceRange Range, JsonErrorKind Kind = JsonErrorKind.Syntax);

/// <summary>A text read as JSON: everything that could be read, and the errors.</summary>
internal sealed record JsonText(JsonNode Root, IReadOnlyList<JsonError> Errors);
