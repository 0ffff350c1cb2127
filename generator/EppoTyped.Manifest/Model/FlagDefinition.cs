using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Model;

/// <summary>What a flag answers: OpenFeature's five words.</summary>
public enum FlagType
{
    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Text; with variations, an enum.</summary>
    String,

    /// <summary>A 64-bit whole number.</summary>
    Integer,

    /// <summary>A double.</summary>
    Float,

    /// <summary>JSON; with a schema, a record.</summary>
    Object,
}

/// <summary>One flag of a manifest.</summary>
public sealed class FlagDefinition
{
    /// <summary>The key on the wire, any non-empty text.</summary>
    public required string Key { get; init; }

    /// <summary>Where the key stands.</summary>
    public required SourceRange KeyRange { get; init; }

    /// <summary>The C# name that overrides the Pascal form of the key's last segment.</summary>
    public string? Name { get; init; }

    /// <summary>What it decides, for the documentation.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// What it answers. With an unreadable type this is read off the default (text where that fails too), beside a finding.
    /// </summary>
    public required FlagType Type { get; init; }

    /// <summary>
    /// The manifest's default, of <see cref="Type"/>: a missing or wrong one is a neutral value beside a finding (false, 0, empty text, the
    /// first of the variations, what <see cref="Schema"/> takes).
    /// </summary>
    public required ManifestValue Default { get; init; }

    /// <summary>Where the default stands, or the key where there is none.</summary>
    public required SourceRange DefaultRange { get; init; }

    /// <summary>The texts a string flag may answer, empty when any will do; gives an enum.</summary>
    public IReadOnlyList<ChoiceDefinition> Variations { get; init; } = [];

    /// <summary>
    /// The key of the subject it is decided for; null when any will do. Not declared by any file beside a finding of <c>ManifestSet</c>.
    /// </summary>
    public string? Subject { get; init; }

    /// <summary>Where the subject's key stands.</summary>
    public SourceRange? SubjectRange { get; init; }

    /// <summary>The smallest value a live configuration may give; a long for integers, a double for floats.</summary>
    public ManifestValue? Minimum { get; init; }

    /// <summary>The largest value a live configuration may give.</summary>
    public ManifestValue? Maximum { get; init; }

    /// <summary>The shape of an object flag, always an object; null gives raw JSON.</summary>
    public SchemaNode? Schema { get; init; }

    /// <summary>Free facts about the flag (owner, expires, ...), in the order of the file.</summary>
    public IReadOnlyList<KeyValuePair<string, ManifestValue>> Metadata { get; init; } = [];

    /// <summary>The day of <c>metadata.expires</c>; null where there is none, or none that can be read.</summary>
    public DateTime? Expires { get; init; }

    /// <summary>Where that day stands.</summary>
    public SourceRange? ExpiresRange { get; init; }

    /// <summary>Set when the flag should go.</summary>
    public DeprecationDefinition? Deprecated { get; init; }

    /// <summary>Set when a contextual bandit chooses among actions.</summary>
    public BanditDefinition? Bandit { get; init; }
}

/// <summary>
/// Why a flag should go, and what its calls become. Written as <c>true</c>, a text, or <c>{ "message", "replaceWith" }</c>.
/// </summary>
public sealed class DeprecationDefinition
{
    /// <summary>What to tell whoever still calls it.</summary>
    public string? Message { get; init; }

    /// <summary>The final value, of the flag's type.</summary>
    public ManifestValue? ReplaceWith { get; init; }
}

/// <summary>The bandit of a flag.</summary>
public sealed class BanditDefinition
{
    /// <summary>What an action may tell about itself, in the order of the file.</summary>
    public required IReadOnlyList<AttributeDefinition> ActionAttributes { get; init; }
}
