using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Model;

/// <summary>The kind of a node of an object flag's schema.</summary>
public enum SchemaKind
{
    /// <summary><c>"boolean"</c></summary>
    Boolean,

    /// <summary><c>"string"</c></summary>
    String,

    /// <summary><c>"integer"</c>, 64 bits</summary>
    Integer,

    /// <summary><c>"number"</c> or <c>"float"</c>, a double</summary>
    Number,

    /// <summary><c>["item schema"]</c></summary>
    Array,

    /// <summary><c>{ "field": schema, ... }</c></summary>
    Object,
}

/// <summary>
/// A schema: a type word (with <c>?</c> for nullable), an array of one schema, or an object of named schemas. An object can have
/// directives, which begin with <c>$</c>: <c>$type</c> (the object then describes that one schema and has no fields), <c>$name</c>,
/// <c>$description</c>, <c>$nullable</c>.
/// </summary>
public sealed class SchemaNode
{
    /// <summary>Its content.</summary>
    public required SchemaKind Kind { get; init; }

    /// <summary>True when the value can be null.</summary>
    public bool Nullable { get; init; }

    /// <summary>The C# name of the field that overrides the Pascal form of its key.</summary>
    public string? Name { get; init; }

    /// <summary>Its description, for the generated documentation.</summary>
    public string? Description { get; init; }

    /// <summary>The schema of the items of an array.</summary>
    public SchemaNode? Item { get; init; }

    /// <summary>The fields of an object, in the order of the file.</summary>
    public IReadOnlyList<SchemaField> Fields { get; init; } = [];
}

/// <summary>A named field of an object schema.</summary>
/// <param name="Key">The name on the wire.</param>
/// <param name="KeyRange">Its place.</param>
/// <param name="Schema">Its content.</param>
public sealed record SchemaField(string Key, SourceRange KeyRange, SchemaNode Schema);
