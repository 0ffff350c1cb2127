using System.Text.Json;
using System.Text.Json.Serialization;

namespace EppoTyped;

/// <summary>A bandit chose an action for a subject (docs/protocols/eppo.md, section 9.2).</summary>
public sealed record BanditActionEvent
{
    private readonly EventIdentity _identity = new();

    /// <summary>A UUID that this event has and no other: see <see cref="AssignmentEvent.EventId"/>.</summary>
    [JsonIgnore]
    public string EventId
    {
        get => _identity.Text;
        init => _identity = new EventIdentity(value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>When the action was chosen, UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The key of the flag that was evaluated.</summary>
    public required string FlagKey { get; init; }

    /// <summary>The key of the bandit.</summary>
    public required string BanditKey { get; init; }

    /// <summary>The subject's key.</summary>
    public required string Subject { get; init; }

    /// <summary>The key of the action chosen.</summary>
    public required string Action { get; init; }

    /// <summary>The probability with which this action was chosen, 0 to 1.</summary>
    public required double ActionProbability { get; init; }

    /// <summary>By how much the action's score is below the best one's; 0 for the best.</summary>
    public required double OptimalityGap { get; init; }

    /// <summary>The version of the bandit's model.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>The subject's numeric attributes.</summary>
    public required IReadOnlyDictionary<string, double> SubjectNumericAttributes { get; init; }

    /// <summary>The subject's other attributes, as text.</summary>
    public required IReadOnlyDictionary<string, string> SubjectCategoricalAttributes { get; init; }

    /// <summary>The action's numeric attributes.</summary>
    public required IReadOnlyDictionary<string, double> ActionNumericAttributes { get; init; }

    /// <summary>The action's other attributes, as text.</summary>
    public required IReadOnlyDictionary<string, string> ActionCategoricalAttributes { get; init; }

    /// <summary>The library that made the event: <c>sdkName</c> and <c>sdkVersion</c>.</summary>
    public IReadOnlyDictionary<string, string> MetaData { get; init; } = EppoSdk.MetaData;

    /// <summary><see cref="EventId"/> where it is to be written.</summary>
    [JsonInclude]
    [JsonPropertyName("eventId")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal string? WrittenId { get; init; }

    /// <summary>The event as one line of JSON, in the names of Eppo's documentation.</summary>
    /// <param name="includeEventId">Whether <see cref="EventId"/> is written too, as <c>eventId</c>.</param>
    public string ToJson(bool includeEventId = false) =>
        JsonSerializer.Serialize(includeEventId ? this with { WrittenId = EventId } : this, EventJson.Default.BanditActionEvent);
}
