using System.Text.Json;

namespace EppoTyped;

/// <summary>A condition as configured: the input of compilation, and what evaluation details show.</summary>
internal sealed class ConditionSpec(string attribute, string operatorName, byte[] value, bool keyIsId = true, bool hashed = false)
{
    private LazyJsonElement _element;

    public string Attribute { get; } = attribute;

    /// <summary>Whether the subject's key stands in for a missing attribute: <c>id</c> in UFC.</summary>
    public bool FallsBackToKey { get; } = keyIsId && string.Equals(attribute, "id", StringComparison.Ordinal);

    /// <summary>True when the configuration has only hashes of the attribute's name and of a list's elements.</summary>
    public bool Hashed { get; } = hashed;

    /// <summary>As spelled on the wire, such as <c>ONE_OF</c>.</summary>
    public string Operator { get; } = operatorName;

    /// <summary>The value as JSON text: a tenth of the memory of a parsed element.</summary>
    public ReadOnlySpan<byte> Value => value;

    /// <summary>The value, parsed on first use by details.</summary>
    public JsonElement Element => _element.GetOrParse(value);
}
