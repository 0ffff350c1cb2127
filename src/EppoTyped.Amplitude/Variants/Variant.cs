using System.Diagnostics;
using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>What Amplitude evaluated a flag to. Usual test: <c>variant.Value == "on"</c>.</summary>
/// <remarks>Two variants are equal when key, value and payload are; metadata tells where it came from, not what it is.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record Variant
{
    /// <summary>The key of the variant; null in very old answers.</summary>
    public string? Key { get; init; }

    /// <summary>The value as text; null for a variant that is off. JSON that is no text is given as compact JSON.</summary>
    public string? Value { get; init; }

    /// <summary>The payload as configured; null where there is none.</summary>
    public JsonElement? Payload { get; init; }

    /// <summary>What the flag, the segment and the variant say about themselves; empty where they say nothing.</summary>
    public IReadOnlyDictionary<string, JsonElement> Metadata { get; init; } = NoMetadata;

    /// <summary>Whether it is the one of users that no segment took: <c>metadata.default</c>, false where it does not say.</summary>
    public bool IsDefault => Flag("default") ?? false;

    /// <summary>Whether the flag is deployed: <c>metadata.deployed</c>, true where it does not say.</summary>
    public bool IsDeployed => Flag("deployed") ?? true;

    /// <summary>Whether an exposure is to be tracked: <c>metadata.trackExposure</c>, true where it does not say.</summary>
    public bool TracksExposure => Flag("trackExposure") ?? true;

    /// <summary>The segment that took the user: <c>metadata.segmentName</c>.</summary>
    public string? SegmentName => Text("segmentName");

    /// <summary><c>metadata.flagType</c>: <c>release</c>, <c>experiment</c>, <c>mutual-exclusion-group</c>, <c>holdout-group</c>, <c>release-group</c>.</summary>
    public string? FlagType => Text("flagType");

    /// <summary>The version of the flag: <c>metadata.flagVersion</c>.</summary>
    public long? FlagVersion =>
        Metadata.TryGetValue("flagVersion", out JsonElement value) && value.ValueKind == JsonValueKind.Number && JsonNumber.TryGetInteger(value, out long version) ? version : null;

    /// <summary>The key of the experiment: <c>metadata.experimentKey</c>.</summary>
    public string? ExperimentKey => Text("experimentKey");

    private static IReadOnlyDictionary<string, JsonElement> NoMetadata { get; } = new Dictionary<string, JsonElement>().AsReadOnly();

    /// <inheritdoc/>
    public bool Equals(Variant? other) =>
        other is not null
        && string.Equals(Key, other.Key, StringComparison.Ordinal)
        && string.Equals(Value, other.Value, StringComparison.Ordinal)
        && string.Equals(Payload?.GetRawText(), other.Payload?.GetRawText(), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Value);

    /// <summary>Writes the variant as Amplitude serves it, without members that are null or empty.</summary>
    /// <param name="writer">Takes one JSON object.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        VariantJson.Write(writer, this);
    }

    /// <summary>The key and the value.</summary>
    public override string ToString() => $"Variant {{ Key = {Key}, Value = {Value} }}";

    private bool? Flag(string name) => Metadata.TryGetValue(name, out JsonElement value)
        ? value.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null }
        : null;

    private string? Text(string name) => Metadata.TryGetValue(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
