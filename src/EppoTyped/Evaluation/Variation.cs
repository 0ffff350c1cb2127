using System.Text.Json;

namespace EppoTyped;

/// <summary>One variation of a flag, its value read once by the flag's declared type.</summary>
internal sealed class Variation
{
    private LazyJsonElement _raw;

    public required string Key { get; init; }

    /// <summary>
    /// The value as JSON in UTF-8; for a JSON flag the document that its text holds. Empty where the configuration has no value.
    /// </summary>
    public required byte[] Json { get; init; }

    /// <summary>The value as configured; for a JSON flag parsed.</summary>
    public JsonElement Raw => _raw.GetOrParse(Json);

    /// <summary>Why the value is not of the declared type; null when it is. Only calls that select the variation are affected.</summary>
    public string? Defect { get; init; }

    /// <summary>The text of a STRING; the JSON text, as configured, of a JSON.</summary>
    public string? Text { get; init; }

    public long Integer { get; init; }

    public double Number { get; init; }

    public bool Boolean { get; init; }

    /// <summary>Reads the value by the type of a call, where the flag declares no type; null where it declares one.</summary>
    public Func<VariationType, Variation>? ReadAs { get; init; }

    /// <summary>The variation with its value read for a call of this type.</summary>
    public Variation As(VariationType type) => ReadAs is null ? this : ReadAs(type);
}
