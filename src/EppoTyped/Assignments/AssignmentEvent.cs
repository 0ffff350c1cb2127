using System.Text.Json;
using System.Text.Json.Serialization;

namespace EppoTyped;

/// <summary>One subject got one variation: one row of an experiment's data.</summary>
public sealed record AssignmentEvent
{
    private readonly EventIdentity _identity = new();

    /// <summary>
    /// A UUID that this event has and no other: by it a receiver recognizes an event that it gets twice, because an answer was lost or a
    /// process was killed. Copies of an event share it. It is random, and ignored when events are compared.
    /// </summary>
    [JsonIgnore]
    public string EventId
    {
        get => _identity.Text;
        init => _identity = new EventIdentity(value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>When the subject was assigned, UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The key of the flag that was evaluated.</summary>
    public required string FeatureFlag { get; init; }

    /// <summary>The key of the allocation that took the subject.</summary>
    public required string Allocation { get; init; }

    /// <summary>The key of the experiment, <c>{flag}-{allocation}</c>.</summary>
    public required string Experiment { get; init; }

    /// <summary>The subject's key; null only where a null key was evaluated without a shard.</summary>
    public required string? Subject { get; init; }

    /// <summary>The subject's attributes at the time of the call: a copy, without the implicit <c>id</c>.</summary>
    public required IReadOnlyDictionary<string, AttributeValue> SubjectAttributes { get; init; }

    /// <summary>The key of the variation.</summary>
    public required string Variation { get; init; }

    /// <summary>Further fields that the configuration wants logged, such as holdouts.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> ExtraLogging { get; init; } = EmptyExtraLogging;

    /// <summary>The library that made the event: <c>sdkName</c> and <c>sdkVersion</c>.</summary>
    public IReadOnlyDictionary<string, string> MetaData { get; init; } = EppoSdk.MetaData;

    /// <summary>The id of the flag's entity; null when the configuration has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? EntityId { get; init; }

    /// <summary><see cref="EventId"/> where it is to be written.</summary>
    [JsonInclude]
    [JsonPropertyName("eventId")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal string? WrittenId { get; init; }

    /// <summary><see cref="ExtraLogging"/> as it is written at the top level of the JSON.</summary>
    [JsonInclude]
    [JsonExtensionData]
    internal Dictionary<string, object>? TopLevel
    {
        get
        {
            Dictionary<string, object>? fields = null;
            foreach ((string name, string value) in ExtraLogging)
            {
                if (!StandardFields.Contains(name))
                {
                    (fields ??= new(StringComparer.Ordinal))[name] = value;
                }
            }

            return fields;
        }
    }

    private static HashSet<string> StandardFields { get; } = new(StringComparer.Ordinal)
    {
        "timestamp", "featureFlag", "allocation", "experiment", "subject", "subjectAttributes", "variation", "metaData", "entityId",
        "eventId",
    };

    private static IReadOnlyDictionary<string, string> EmptyExtraLogging { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal).AsReadOnly();

    /// <summary>
    /// The event as one line of JSON, in the names of Eppo's documentation; <see cref="ExtraLogging"/> is written at the top level, where
    /// standard fields win.
    /// </summary>
    /// <param name="includeEventId">
    /// Whether <see cref="EventId"/> is written too, as <c>eventId</c>: Eppo's documentation has no such field, but a warehouse that
    /// removes duplicates needs it.
    /// </param>
    public string ToJson(bool includeEventId = false) =>
        JsonSerializer.Serialize(includeEventId ? this with { WrittenId = EventId } : this, EventJson.Default.AssignmentEvent);
}
