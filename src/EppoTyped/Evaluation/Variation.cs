using System.Text.Json;

namespace EppoTyped;

/// <summary>One variation of a flag, its value read once by the flag's declared type.</summary>
internal sealed class Variation
{
    private LazyJsonElement _raw;

    public required string Key { get; init; }

    /// <summary>The value as JSON in UTF-8; that of a JSON flag is the document in its text. Empty where the configuration has none.</summary>
    public required byte[] Json { get; init; }

    /// <summary>The value as configured; JSON flags have theirs parsed.</summary>
    public JsonElement Raw => _raw.Of(Json);

    /// <summary>Why the value is none of the declared type; null when it is. Only the call that selects it is hurt.</summary>
    public string? Defect { get; init; }

    /// <summary>The text of a STRING; the JSON text, as configured, of a JSON.</summary>
    public string? Text { get; init; }

    public long Integer { get; init; }

    public double Number { get; init; }

    public bool Boolean { get; init; }

    /// <summary>Reads the value by the type of a call, for a variation of a flag that declares none; null where the flag does.</summary>
    public Func<VariationType, Variation>? Reads { get; init; }

    /// <summary>The variation as a call of a type has it.</summary>
    public Variation In(VariationType type) => Reads is null ? this : Reads(type);
}
