using System.Text.Json;

namespace EppoTyped;

/// <summary>A condition as configured: what details show and compilation starts from.</summary>
internal sealed class ConditionSpec(string attribute, string operatorName, byte[] value, bool keyIsId = true, bool hashed = false)
{
    private LazyJsonElement _element;

    public string Attribute { get; } = attribute;

    /// <summary>Whether a subject without the attribute has its key for one.</summary>
    public bool FallsBackToKey { get; } = keyIsId && string.Equals(attribute, "id", StringComparison.Ordinal);

    /// <summary>True when the attribute's name, and the elements of a list, are only known as hashes.</summary>
    public bool Hashed { get; } = hashed;

    /// <summary>In the wire's spelling.</summary>
    public string Operator { get; } = operatorName;

    /// <summary>The value as JSON text: a tenth of what an element for each condition would hold.</summary>
    public ReadOnlySpan<byte> Value => value;

    /// <summary>The value, parsed when details first ask for it.</summary>
    public JsonElement Element => _element.Of(value);
}
