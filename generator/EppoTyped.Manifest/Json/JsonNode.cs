using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Json;

/// <summary>What a piece of JSON is.</summary>
internal enum JsonKind
{
    /// <summary>Nothing readable stands here, and an error already says so.</summary>
    Missing,
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

/// <summary>A JSON value with its place. Members keep the order of the text, and repeated names.</summary>
internal sealed class JsonNode
{
    private bool? _hasRepeatedNames;

    public required JsonKind Kind { get; init; }

    public required SourceRange Range { get; init; }

    /// <summary>The offset behind the last character.</summary>
    public int End => Range.Start + Range.Length;

    /// <summary>The text of a string (unescaped), or of a number, boolean or null as written.</summary>
    public string Text { get; init; } = "";

    public IReadOnlyList<JsonNode> Items { get; init; } = [];

    public IReadOnlyList<JsonMember> Members { get; init; } = [];

    /// <summary>True when a syntax error stands inside: what seems to be missing may only be unreadable.</summary>
    public bool Broken { get; init; }

    /// <summary>True when a name stands twice, which hardly ever is.</summary>
    public bool HasRepeatedNames => _hasRepeatedNames ??= FindRepeatedNames();

    /// <summary>The members without those that a later one of the same name replaces.</summary>
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
        // A table costs more than comparing a few names.
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

/// <summary>What kind of mistake an error of JSON is, where a reader of manifests knows more to say.</summary>
internal enum JsonErrorKind
{
    Syntax,
    TooDeep,

    /// <summary>The text goes on behind its end: a brace too many stands somewhere before.</summary>
    BehindEnd,
}

/// <summary>What is wrong with a text as JSON.</summary>
internal sealed record JsonError(string Message, SourceRange Range, JsonErrorKind Kind = JsonErrorKind.Syntax);

/// <summary>A text read as JSON: all that could be understood, and every error.</summary>
internal sealed record JsonText(JsonNode Root, IReadOnlyList<JsonError> Errors);
