using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Model;

/// <summary>A kind of subject that flags are evaluated for.</summary>
public sealed class SubjectDefinition
{
    /// <summary>The key by which flags refer to it.</summary>
    public required string Key { get; init; }

    /// <summary>The place of the key.</summary>
    public required SourceRange KeyRange { get; init; }

    /// <summary>The C# name that overrides the Pascal form of the key.</summary>
    public string? Name { get; init; }

    /// <summary>The full name of an existing class that implements <c>ISubject</c>; no class is generated then.</summary>
    public string? ExistingType { get; init; }

    /// <summary>The place of that name.</summary>
    public SourceRange? ExistingTypeRange { get; init; }

    /// <summary>Its description, for the generated documentation.</summary>
    public string? Description { get; init; }

    /// <summary>The attributes in the order of the file.</summary>
    public required IReadOnlyList<AttributeDefinition> Attributes { get; init; }
}

/// <summary>The type of an attribute.</summary>
public enum AttributeType
{
    /// <summary>Text.</summary>
    String,

    /// <summary>A 64-bit integer.</summary>
    Integer,

    /// <summary>A double.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A semantic version; text in C#.</summary>
    Version,
}

/// <summary>One attribute of a subject, or of an action of a bandit.</summary>
public sealed class AttributeDefinition
{
    /// <summary>The name on the wire.</summary>
    public required string Key { get; init; }

    /// <summary>The place of the key.</summary>
    public required SourceRange KeyRange { get; init; }

    /// <summary>The C# name that overrides the Pascal form of the key.</summary>
    public string? Name { get; init; }

    /// <summary>Its description, for the generated documentation.</summary>
    public string? Description { get; init; }

    /// <summary>Its type. Where the type cannot be read, it is <see cref="AttributeType.String"/>, and there is a finding.</summary>
    public required AttributeType Type { get; init; }

    /// <summary>True when every subject must set it.</summary>
    public bool Required { get; init; }

    /// <summary>The possible values, which become an enum; empty when it can be any text.</summary>
    public IReadOnlyList<ChoiceDefinition> Values { get; init; } = [];
}

/// <summary>
/// A text of a closed list: a variation of a flag, or a value of an attribute. Written as text or as
/// <c>{ "value", "name", "description" }</c>.
/// </summary>
public sealed class ChoiceDefinition
{
    /// <summary>The text on the wire.</summary>
    public required string Value { get; init; }

    /// <summary>The place of the text.</summary>
    public required SourceRange Range { get; init; }

    /// <summary>The enum member's name that overrides the Pascal form of the text.</summary>
    public string? Name { get; init; }

    /// <summary>Its description, for the generated documentation.</summary>
    public string? Description { get; init; }
}
