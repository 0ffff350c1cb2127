using EppoTyped.Generator.CSharp;
using EppoTyped.Manifest.Model;

namespace EppoTyped.Generator.Models;

/// <summary>A node of a schema as C#: its type, the expression of a default, and the expression that reads a live value.</summary>
/// <param name="Schema">Its content.</param>
/// <param name="Key">The key of the property that holds it.</param>
/// <param name="BareType">The C# type without <c>?</c>.</param>
internal sealed record Place(SchemaNode Schema, string Key, string BareType)
{
    /// <summary>The C# type.</summary>
    public string Type { get; } = Schema.Nullable ? BareType + "?" : BareType;

    /// <summary>The property; empty for the item of an array.</summary>
    public string Property { get; init; } = "";

    /// <summary>The items of an array.</summary>
    public Place? Item { get; init; }

    /// <summary>The fields of an object.</summary>
    public IReadOnlyList<Place> Fields { get; init; } = [];

    /// <summary>
    /// The initializer of the property. The initializers of a nested record hold its part of the manifest's default already.
    /// </summary>
    public string Initialiser(ManifestValue? value) =>
        Schema.Kind == SchemaKind.Object && !IsNull(value) ? $"new {BareType}()" : Value(value);

    /// <summary>A whole value. A part that is missing or of another type becomes neutral: there is a finding for it.</summary>
    public string Value(ManifestValue? value) => IsNull(value) ? "null" : Schema.Kind switch
    {
        SchemaKind.Boolean => Defaults.Boolean(value),
        SchemaKind.Integer => Defaults.Integer(value),
        SchemaKind.Number => Defaults.Number(value),
        SchemaKind.Array => List(value),
        SchemaKind.Object => Object(value),
        _ => Defaults.Text(value),
    };

    /// <summary>The expression that reads a live value.</summary>
    /// <param name="json">The expression of the JSON.</param>
    /// <param name="fallback">The expression of the value that a missing property gets.</param>
    public string Reading(string json, string fallback)
    {
        string nullable = Schema.Nullable ? "Nullable" : "";
        return Schema.Kind switch
        {
            SchemaKind.Array => $"{json}.{nullable}List<{Item!.Type}>({fallback}, static item => {Item.Reading("item", "null")})",
            SchemaKind.Object => $"{json}.{nullable}Object<{BareType}>({fallback}, {BareType}.Read)",
            _ => $"{json}.{nullable}{Schema.Kind}({fallback})",
        };
    }

    /// <summary>The member of an object; null where it has none of that name.</summary>
    public static ManifestValue? MemberOf(ManifestValue? value, string name)
    {
        foreach (KeyValuePair<string, ManifestValue> member in value?.Members ?? [])
        {
            if (string.Equals(member.Key, name, StringComparison.Ordinal))
            {
                return member.Value;
            }
        }

        return null;
    }

    private bool IsNull(ManifestValue? value) => Schema.Nullable && value is null or { Kind: ManifestValueKind.Null };

    private string List(ManifestValue? value) => value is { Kind: ManifestValueKind.Array, Items.Count: > 0 } array
        ? $"{Names.ValueList}.Create<{Item!.Type}>([{string.Join(", ", array.Items.Select(Item.Value))}])"
        : $"{BareType}.Empty";

    private string Object(ManifestValue? value)
    {
        IEnumerable<string> members = Fields.Select(field => $"{field.Property} = {field.Value(MemberOf(value, field.Key))}");
        return $"new {BareType}() {{ {string.Join(", ", members)} }}";
    }
}
