using System.Diagnostics;
using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>The variant that a flag was evaluated to. The usual test is <c>variant.Value == "on"</c>.</summary>
/// <remarks>Two variants are equal if key, value and payload are. Metadata is not compared.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record Variant
{
    /// <summary>The key of the variant; null in very old responses.</summary>
    public string? Key { get; init; }

    /// <summary>
    /// The value as text, null for variants without one, such as <c>off</c>. A value that is not a JSON string is its compact JSON.
    /// </summary>
    public string? Value { get; init; }

    /// <summary>The payload as configured, any JSON; null where there is none.</summary>
    public JsonElement? Payload { get; init; }

    /// <summary>The metadata of flag, segment and variant, merged; empty where there is none.</summary>
    public IReadOnlyDictionary<string, JsonElement> Metadata { get; init; } = NoMetadata;

    /// <summary>Whether it is the variant of users that no segment took: <c>metadata.default</c>, false if absent.</summary>
    public bool IsDefault => Flag("default") ?? false;

    /// <summary>Whether the flag is deployed: <c>metadata.deployed</c>, true if absent.</summary>
    public bool IsDeployed => Flag("deployed") ?? true;

    /// <summary>Whether exposures are to be tracked: <c>metadata.trackExposure</c>, true if absent.</summary>
    public bool TracksExposure => Flag("trackExposure") ?? true;

    /// <summary>The name of the segment that took the user: <c>metadata.segmentName</c>; null if absent.</summary>
    public string? SegmentName => Text("segmentName");

    /// <summary>
    /// The type of the flag, <c>metadata.flagType</c>, null if absent: <c>release</c>, <c>experiment</c>, <c>mutual-exclusion-group</c>,
    /// <c>holdout-group</c>, <c>release-group</c>.
    /// </summary>
    public string? FlagType => Text("flagType");

    /// <summary>The version of the flag: <c>metadata.flagVersion</c>; null if absent or not a whole number.</summary>
    public long? FlagVersion =>
        Metadata.TryGetValue("flagVersion", out JsonElement value)
        && value.ValueKind == JsonValueKind.Number
        && JsonNumber.TryGetInteger(value, out long version)
            ? version
            : null;

    /// <summary>The key of the experiment: <c>metadata.experimentKey</c>; null if absent.</summary>
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

    /// <summary>
    /// Writes the variant as Amplitude serves it: <c>key</c>, <c>value</c>, <c>payload</c>, <c>metadata</c>, without what is null or empty.
    /// </summary>
    /// <param name="writer">Receives one JSON object.</param>
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

    private string? Text(string name) =>
        Metadata.TryGetValue(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
