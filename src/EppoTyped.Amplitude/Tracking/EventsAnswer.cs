using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>A response of Amplitude's HTTP V2 API that refuses events of a batch.</summary>
internal sealed class EventsAnswer
{
    /// <summary>The wait of throttled events.</summary>
    public static readonly TimeSpan ThrottledFor = TimeSpan.FromSeconds(30);

    /// <summary>Members that are objects of arrays by field name; each array has places in the batch, from 0.</summary>
    private static readonly string[] ListsByField =
    [
        "events_with_invalid_fields", "events_with_missing_fields", "events_with_invalid_id_lengths", "invalid_id_lengths",
    ];

    private readonly HashSet<string> _overQuota = new(StringComparer.Ordinal);
    private readonly HashSet<string> _throttled = new(StringComparer.Ordinal);

    private EventsAnswer()
    {
    }

    /// <summary>Whether the whole request is refused: for its key, or for a missing member.</summary>
    public bool RefusesAll { get; private init; }

    /// <summary>The events that are refused for good, by their places in the batch.</summary>
    public IReadOnlyList<int> RefusedEvents { get; private init; } = [];

    /// <summary>The reasons, for messages.</summary>
    public string Reasons { get; private init; } = "";

    /// <summary>The events that must wait, by their places in the batch.</summary>
    public IReadOnlyList<int> ThrottledEvents { get; private init; } = [];

    /// <summary>Reads a response; one that cannot be read refuses nothing.</summary>
    public static EventsAnswer Of(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : new EventsAnswer();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new EventsAnswer();
        }
    }

    public bool IsOverDailyQuota(AmplitudeEvent logged) => Has(_overQuota, logged);

    public bool IsThrottled(AmplitudeEvent logged) => Has(_throttled, logged);

    private static bool Has(HashSet<string> ids, AmplitudeEvent logged) =>
        (logged.UserId is { } user && ids.Contains("u" + user)) || (logged.DeviceId is { } device && ids.Contains("d" + device));

    private static EventsAnswer Read(JsonElement root)
    {
        List<string> reasons = [];
        HashSet<int> refused = [];
        foreach (string name in ListsByField)
        {
            if (root.TryGetProperty(name, out JsonElement byField) && byField.ValueKind == JsonValueKind.Object)
            {
                reasons.AddRange(byField.EnumerateObject().Select(field => $"{name}.{field.Name}"));
                refused.UnionWith(byField.EnumerateObject().SelectMany(field => Places(field.Value)));
            }
        }

        if (root.TryGetProperty("silenced_events", out JsonElement silenced))
        {
            reasons.Add("silenced_events");
            refused.UnionWith(Places(silenced));
        }

        bool namesKey = root.TryGetProperty("error", out JsonElement error) && error.ValueKind == JsonValueKind.String
            && error.GetString()!.StartsWith("Invalid API key", StringComparison.OrdinalIgnoreCase);
        bool lacksMember = root.TryGetProperty("missing_field", out JsonElement missing) && missing.ValueKind == JsonValueKind.String;
        EventsAnswer answer = new()
        {
            RefusesAll = namesKey || lacksMember,
            RefusedEvents = [.. refused.Order()],
            Reasons = string.Join(", ", reasons),
            ThrottledEvents = root.TryGetProperty("throttled_events", out JsonElement throttled) ? [.. Places(throttled)] : [],
        };
        answer._overQuota.UnionWith(
            Names(root, "exceeded_daily_quota_users", 'u').Concat(Names(root, "exceeded_daily_quota_devices", 'd')));
        answer._throttled.UnionWith(Names(root, "throttled_users", 'u').Concat(Names(root, "throttled_devices", 'd')));
        return answer;
    }

    private static IEnumerable<int> Places(JsonElement list) => list.ValueKind != JsonValueKind.Array ? [] : list.EnumerateArray()
        .Where(item => item.ValueKind == JsonValueKind.Number)
        .Select(item => item.TryGetInt32(out int place) ? place : -1)
        .Where(place => place >= 0);

    private static IEnumerable<string> Names(JsonElement root, string member, char kind) =>
        root.TryGetProperty(member, out JsonElement byName) && byName.ValueKind == JsonValueKind.Object
            ? byName.EnumerateObject().Select(entry => kind + entry.Name)
            : [];
}
