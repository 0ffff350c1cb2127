using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Model;

/// <summary>The type of a flag's value: the five types of OpenFeature.</summary>
public enum FlagType
{
    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Text; with variations, an enum.</summary>
    String,

    /// <summary>A 64-bit integer.</summary>
    Integer,

    /// <summary>A double.</summary>
    Float,

    /// <summary>JSON; with a schema, a record.</summary>
    Object,
}

/// <summary>A flag of a manifest.</summary>
public sealed class FlagDefinition
{
    /// <summary>The key, any non-empty text.</summary>
    public required string Key { get; init; }

    /// <summary>The place of the key.</summary>
    public required SourceRange KeyRange { get; init; }

    /// <summary>The C# name that overrides the Pascal form of the key's last segment.</summary>
    public string? Name { get; init; }

    /// <summary>What it decides, for the generated documentation.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// The type of its value. Where the type cannot be read, it is derived from the default (or is text), and there is a finding.
    /// </summary>
    public required FlagType Type { get; init; }

    /// <summary>
    /// The manifest's default, of type <see cref="Type"/>. For a missing or wrong one it is a neutral value (false, 0, empty text, the
    /// first of the variations, a value that fits <see cref="Schema"/>), and there is a finding.
    /// </summary>
    public required ManifestValue Default { get; init; }

    /// <summary>The place of the default, or of the key where there is none.</summary>
    public required SourceRange DefaultRange { get; init; }

    /// <summary>The possible values of a string flag, which become an enum; empty when it can be any text.</summary>
    public IReadOnlyList<ChoiceDefinition> Variations { get; init; } = [];

    /// <summary>
    /// The key of the subject it is evaluated for; null for any subject. For one that no file declares there is a finding in
    /// <c>ManifestSet</c>.
    /// </summary>
    public string? Subject { get; init; }

    /// <summary>The place of the subject's key.</summary>
    public SourceRange? SubjectRange { get; init; }

    /// <summary>The smallest value that is accepted from a live configuration; a long for integers, a double for floats.</summary>
    public ManifestValue? Minimum { get; init; }

    /// <summary>The largest value that is accepted from a live configuration.</summary>
    public ManifestValue? Maximum { get; init; }

    /// <summary>The schema of an object flag, always an object; null for raw JSON.</summary>
    public SchemaNode? Schema { get; init; }

    /// <summary>The metadata of the flag (owner, expires, ...), in the order of the file.</summary>
    public IReadOnlyList<KeyValuePair<string, ManifestValue>> Metadata { get; init; } = [];

    /// <summary>The day of <c>metadata.expires</c>; null where it is missing or cannot be read.</summary>
    public DateTime? Expires { get; init; }

    /// <summary>The place of that day.</summary>
    public SourceRange? ExpiresRange { get; init; }

    /// <summary>Set when the flag is deprecated.</summary>
    public DeprecationDefinition? Deprecated { get; init; }

    /// <summary>Set when a contextual bandit chooses among actions.</summary>
    public BanditDefinition? Bandit { get; init; }
}

/// <summary>
/// Why a flag is deprecated, and what replaces its calls. Written as <c>true</c>, a text, or <c>{ "message", "replaceWith" }</c>.
/// </summary>
public sealed class DeprecationDefinition
{
    /// <summary>The message for code that still uses the flag.</summary>
    public string? Message { get; init; }

    /// <summary>The final value, of the flag's type.</summary>
    public ManifestValue? ReplaceWith { get; init; }
}

/// <summary>The bandit of a flag.</summary>
public sealed class BanditDefinition
{
    /// <summary>The attributes of its actions, in the order of the file.</summary>
    public required IReadOnlyList<AttributeDefinition> ActionAttributes { get; init; }
}
