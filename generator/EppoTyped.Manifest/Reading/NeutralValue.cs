using EppoTyped.Manifest.Model;

namespace EppoTyped.Manifest.Reading;

/// <summary>The value that replaces an unreadable default. It always fits the flag's own type.</summary>
internal static class NeutralValue
{
    public static ManifestValue Of(FlagType type, IReadOnlyList<ChoiceDefinition> variations, SchemaNode? schema) => type switch
    {
        FlagType.Boolean => ManifestValue.Of(false),
        FlagType.String => ManifestValue.Of(variations.Count > 0 ? variations[0].Value : ""),
        FlagType.Integer => ManifestValue.Number("0"),
        FlagType.Float => ManifestValue.Number("0.0"),
        _ => schema is null ? ManifestValue.Object([]) : Of(schema),
    };

    private static ManifestValue Of(SchemaNode schema) => schema switch
    {
        { Nullable: true } => ManifestValue.Null,
        { Kind: SchemaKind.Boolean } => ManifestValue.Of(false),
        { Kind: SchemaKind.String } => ManifestValue.Of(""),
        { Kind: SchemaKind.Integer } => ManifestValue.Number("0"),
        { Kind: SchemaKind.Number } => ManifestValue.Number("0.0"),
        { Kind: SchemaKind.Array } => ManifestValue.Array([]),
        _ => ManifestValue.Object([.. schema.Fields.Select(field => new KeyValuePair<string, ManifestValue>(field.Key, Of(field.Schema)))]),
    };
}
