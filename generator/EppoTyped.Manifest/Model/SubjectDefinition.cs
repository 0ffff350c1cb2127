using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Model;

/// <summary>A kind of subject: what flags are decided for.</summary>
public sealed class SubjectDefinition
{
    /// <summary>The name flags refer to it by.</summary>
    public required string Key { get; init; }

    /// <summary>Where the key stands.</summary>
    public required SourceRange KeyRange { get; init; }

    /// <summary>The C# name that overrides the Pascal form of the key.</summary>
    public string? Name { get; init; }

    /// <summary>The full name of an existing <c>ISubject</c> class to use; nothing is generated then.</summary>
    public string? ExistingType { get; init; }

    /// <summary>Where that name stands.</summary>
    public SourceRange? ExistingTypeRange { get; init; }

    /// <summary>What it is, for the documentation.</summary>
    public string? Description { get; init; }

    /// <summary>The attributes in the order of the file.</summary>
    public required IReadOnlyList<AttributeDefinition> Attributes { get; init; }
}

/// <summary>What an attribute holds.</summary>
public enum AttributeType
{
    /// <summary>Text.</summary>
    String,

    /// <summary>A 64-bit whole number.</summary>
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

    /// <summary>Where the key stands.</summary>
    public required SourceRange KeyRange { get; init; }

    /// <summary>The C# name that overrides the Pascal form of the key.</summary>
    public string? Name { get; init; }

    /// <summary>What it is, for the documentation.</summary>
    public string? Description { get; init; }

    /// <summary>What it holds. An unreadable type is <see cref="AttributeType.String"/> beside a finding.</summary>
    public required AttributeType Type { get; init; }

    /// <summary>True when every subject must set it.</summary>
    public bool Required { get; init; }

    /// <summary>The closed list of texts it may hold, empty when any will do; gives an enum.</summary>
    public IReadOnlyList<ChoiceDefinition> Values { get; init; } = [];
}

/// <summary>
/// One text of a closed list: a variation of a flag, or a value of an attribute. Written as text or as
/// <c>{ "value", "name", "description" }</c>.
/// </summary>
public sealed class ChoiceDefinition
{
    /// <summary>The text on the wire.</summary>
    public required string Value { get; init; }

    /// <summary>Where the text stands.</summary>
    public required SourceRange Range { get; init; }

    /// <summary>The enum member's name that overrides the Pascal form of the text.</summary>
    public string? Name { get; init; }

    /// <summary>What it is, for the documentation.</summary>
    public string? Description { get; init; }
}
