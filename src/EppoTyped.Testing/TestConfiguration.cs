using System.Buffers;
using System.Text;
using System.Text.Json;

namespace EppoTyped.Testing;

/// <summary>
/// A configuration that assigns one value of each of its flags to every subject and logs it: for tests of logging, because overrides are
/// never logged.
/// </summary>
/// <remarks>
/// The key of a variation is the text of its value (<c>fast_checkout</c>, <c>true</c>, <c>10</c>) unless another is passed; the allocation
/// is <c>everybody</c>.
/// </remarks>
public sealed class TestConfiguration
{
    private const string Allocation = "everybody";

    private readonly SortedDictionary<string, (VariationType Type, JsonElement Value, string VariationKey)> _flags =
        new(StringComparer.Ordinal);

    /// <summary>Assigns a value of a flag to every subject.</summary>
    /// <param name="flag">The generated handle.</param>
    /// <param name="value">The value.</param>
    /// <param name="variationKey">Eppo's key of the variation; null for the text of the value.</param>
    /// <returns>This configuration, for further calls.</returns>
    /// <exception cref="ArgumentException">The flag does not accept the value from a configuration; the message says why.</exception>
    public TestConfiguration Assign<T>(Flag<T> flag, T value, string? variationKey = null)
    {
        ArgumentNullException.ThrowIfNull(flag);
        ArgumentNullException.ThrowIfNull(value);
        JsonElement wire = WireForm.Of(flag, value);
        return wire.ValueKind == JsonValueKind.Undefined
            ? throw new ArgumentException(
                $"A value of {flag.Key} is read from JSON and never written. Pass its JSON: AssignJson({flag.Key}, "
                + "\"...\").", nameof(value))
            : Assign(flag, wire, variationKey);
    }

    /// <summary>Assigns a value of an object flag to every subject.</summary>
    /// <param name="flag">The generated handle.</param>
    /// <param name="json">The value as JSON.</param>
    /// <param name="variationKey">Eppo's key of the variation; null for the JSON itself.</param>
    /// <returns>This configuration, for further calls.</returns>
    /// <exception cref="ArgumentException">The flag does not accept the value from a configuration; the message says why.</exception>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public TestConfiguration AssignJson<T>(Flag<T> flag, string json, string? variationKey = null)
    {
        ArgumentNullException.ThrowIfNull(flag);
        ArgumentNullException.ThrowIfNull(json);
        using JsonDocument document = JsonDocument.Parse(json);
        return Assign(flag, document.RootElement.Clone(), variationKey);
    }

    /// <summary>The configuration as Eppo would serve it (UFC, docs/protocols/eppo.md, section 2).</summary>
    public string ToJson()
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            Write(json);
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>
    /// A client with this configuration, for code that has its client, or its <c>FlagSet</c>, injected. Every call is logged before it
    /// returns.
    /// </summary>
    /// <param name="logger">Receives the assignments, such as a <see cref="RecordingAssignmentLogger"/>; null for none.</param>
    /// <param name="overrides">Values that replace those of the configuration; null for none.</param>
    public FlagClient ToClient(IAssignmentLogger? logger = null, FlagOverrides? overrides = null) =>
        FlagClient.InMemory(ToJson(), logger, overrides);

    /// <summary>
    /// Options of an <c>EppoClient</c> with this configuration, for code that uses static <c>Flags</c>: the client attaches itself to
    /// <see cref="FlagClient.Shared"/>, uses no network, and logs every call before it returns. Only one client may be attached at a time,
    /// so such tests must not run in parallel.
    /// </summary>
    /// <param name="logger">Receives the assignments, such as a <see cref="RecordingAssignmentLogger"/>; null for none.</param>
    public EppoClientOptions ToOptions(IAssignmentLogger? logger = null) => new()
    {
        Offline = true,
        InitialConfiguration = EppoConfiguration.FromResponses(ToJson()),
        AssignmentLogger = logger,
        AssignmentDelivery = AssignmentDelivery.Inline,
        Deduplication = DeduplicationOptions.Off,
    };

    private TestConfiguration Assign<T>(Flag<T> flag, JsonElement value, string? variationKey)
    {
        TestConfiguration alone = new() { _flags = { [flag.Key] = (flag.Type, value, variationKey ?? WireForm.TextOf(value)) } };

        // A value that the manifest refuses would silently be the default, and nothing would be logged.
        EvaluationDetails details = alone.ToClient().PeekDetails(flag, new Subject("")).Details;
        if (details.Error != EvaluationError.None)
        {
            throw new ArgumentException(
                $"{flag.Key} does not take {WireForm.TextOf(value)}: {details.FlagEvaluationDescription}", nameof(value));
        }

        _flags[flag.Key] = alone._flags[flag.Key];
        return this;
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("createdAt", "2026-01-01T00:00:00.000Z");
        json.WriteStartObject("environment");
        json.WriteString("name", "Test");
        json.WriteEndObject();
        json.WriteStartObject("flags");
        foreach ((string key, (VariationType type, JsonElement value, string variationKey)) in _flags)
        {
            json.WriteStartObject(key);
            WriteFlag(json, key, type, value, variationKey);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFlag(Utf8JsonWriter json, string key, VariationType type, JsonElement value, string variationKey)
    {
        json.WriteString("key", key);
        json.WriteBoolean("enabled", true);
        json.WriteString("variationType", type.ToString().ToUpperInvariant());
        json.WriteNumber("totalShards", 10_000);
        json.WriteStartObject("variations");
        json.WriteStartObject(variationKey);
        json.WriteString("key", variationKey);
        json.WritePropertyName("value");
        if (type == VariationType.Json)
        {
            // A JSON flag's value is a string that contains JSON.
            json.WriteStringValue(value.GetRawText());
        }
        else
        {
            value.WriteTo(json);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("allocations");
        json.WriteStartObject();
        json.WriteString("key", Allocation);
        json.WriteBoolean("doLog", true);
        json.WriteStartArray("splits");
        json.WriteStartObject();
        json.WriteString("variationKey", variationKey);
        json.WriteStartArray("shards");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
