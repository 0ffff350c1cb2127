using System.Text.Json;
using System.Text.Json.Serialization;

namespace EppoTyped;

/// <summary>One subject got one variation: a row of an experiment's data.</summary>
public sealed record AssignmentEvent
{
    private readonly EventIdentity _identity = new();

    /// <summary>
    /// A text that this event has and no other, a UUID: a receiver that gets an event twice, because an answer was lost or a process was killed, knows it by this.
    /// Copies of an event share it. Made of nothing that the event says, and no part of the equality of events.
    /// </summary>
    [JsonIgnore]
    public string EventId
    {
        get => _identity.Text;
        init => _identity = new EventIdentity(value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The flag that was asked for.</summary>
    public required string FeatureFlag { get; init; }

    /// <summary>The allocation that took the subject.</summary>
    public required string Allocation { get; init; }

    /// <summary><c>{flag}-{allocation}</c></summary>
    public required string Experiment { get; init; }

    /// <summary>The subject's key; null only where a null key was evaluated without a shard.</summary>
    public required string? Subject { get; init; }

    /// <summary>The subject's attributes as they were given: a copy, without the implicit <c>id</c>.</summary>
    public required IReadOnlyDictionary<string, AttributeValue> SubjectAttributes { get; init; }

    /// <summary>The key of the variation.</summary>
    public required string Variation { get; init; }

    /// <summary>What the configuration wants logged besides, holdouts above all.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> ExtraLogging { get; init; } = EmptyExtraLogging;

    /// <summary>The library that made the event: <c>sdkName</c> and <c>sdkVersion</c>.</summary>
    public IReadOnlyDictionary<string, string> MetaData { get; init; } = EppoSdk.MetaData;

    /// <summary>The flag's entity, when the configuration names one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? EntityId { get; init; }

    /// <summary><see cref="EventId"/> where it is to be written.</summary>
    [JsonInclude]
    [JsonPropertyName("eventId")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal string? WrittenId { get; init; }

    /// <summary><see cref="ExtraLogging"/> as it stands at the top level of the JSON.</summary>
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
        "timestamp", "featureFlag", "allocation", "experiment", "subject", "subjectAttributes", "variation", "metaData", "entityId", "eventId",
    };

    private static IReadOnlyDictionary<string, string> EmptyExtraLogging { get; } = new Dictionary<string, string>(StringComparer.Ordinal).AsReadOnly();

    /// <summary>The event as one line of JSON, in the names of Eppo's documentation; <see cref="ExtraLogging"/> stands at the top level, where standard fields win.</summary>
    /// <param name="includeEventId">Whether <see cref="EventId"/> stands in it, as <c>eventId</c>: Eppo's documentation has no such field, and a warehouse that wants no duplicates needs it.</param>
    public string ToJson(bool includeEventId = false) =>
        JsonSerializer.Serialize(includeEventId ? this with { WrittenId = EventId } : this, EventJson.Default.AssignmentEvent);
}
