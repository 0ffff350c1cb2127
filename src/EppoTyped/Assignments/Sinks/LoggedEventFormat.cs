using System.Buffers;
using System.Text.Json;

namespace EppoTyped;

/// <summary>Assignments and bandit actions as JSON that can be read back without loss.</summary>
internal sealed class LoggedEventFormat : IEventFormat<LoggedEvent>
{
    private static readonly string[] AssignmentFields =
    [
        "eventId", "timestamp", "featureFlag", "allocation", "experiment", "subject", "subjectAttributes", "variation", "metaData",
        "entityId",
    ];

    public void Write(LoggedEvent logged, IBufferWriter<byte> json)
    {
        using Utf8JsonWriter writer = new(json);
        if (logged.Assignment is { } assignment)
        {
            JsonSerializer.Serialize(writer, assignment with { WrittenId = assignment.EventId }, EventJson.Default.AssignmentEvent);
        }
        else
        {
            JsonSerializer.Serialize(writer, logged.BanditAction! with { WrittenId = logged.EventId }, EventJson.Default.BanditActionEvent);
        }
    }

    public LoggedEvent Read(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement root = document.RootElement;
        return root.TryGetProperty("banditKey", out _) ? new LoggedEvent(BanditAction(root)) : new LoggedEvent(Assignment(root));
    }

    private static AssignmentEvent Assignment(JsonElement root) => new()
    {
        EventId = Text(root, "eventId"),
        Timestamp = root.GetProperty("timestamp").GetDateTimeOffset(),
        FeatureFlag = Text(root, "featureFlag"),
        Allocation = Text(root, "allocation"),
        Experiment = Text(root, "experiment"),
        Subject = root.GetProperty("subject").GetString(),
        SubjectAttributes = Map(root, "subjectAttributes", static value => AttributeValue.From(value)),
        Variation = Text(root, "variation"),
        MetaData = Texts(root, "metaData"),
        EntityId = root.TryGetProperty("entityId", out JsonElement entity) ? entity.GetInt64() : null,
        ExtraLogging = root.EnumerateObject().Where(field => !AssignmentFields.Contains(field.Name, StringComparer.Ordinal))
            .ToDictionary(field => field.Name, field => field.Value.GetString()!, StringComparer.Ordinal),
    };

    private static BanditActionEvent BanditAction(JsonElement root) => new()
    {
        EventId = Text(root, "eventId"),
        Timestamp = root.GetProperty("timestamp").GetDateTimeOffset(),
        FlagKey = Text(root, "flagKey"),
        BanditKey = Text(root, "banditKey"),
        Subject = Text(root, "subject"),
        Action = Text(root, "action"),
        ActionProbability = Number(root.GetProperty("actionProbability")),
        OptimalityGap = Number(root.GetProperty("optimalityGap")),
        ModelVersion = Text(root, "modelVersion"),
        SubjectNumericAttributes = Map(root, "subjectNumericAttributes", Number),
        SubjectCategoricalAttributes = Texts(root, "subjectCategoricalAttributes"),
        ActionNumericAttributes = Map(root, "actionNumericAttributes", Number),
        ActionCategoricalAttributes = Texts(root, "actionCategoricalAttributes"),
        MetaData = Texts(root, "metaData"),
    };

    private static string Text(JsonElement root, string name) =>
        root.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null.");

    // What JSON cannot hold was written as null.
    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble();

    private static Dictionary<string, string> Texts(JsonElement root, string name) => Map(root, name, value => value.GetString()!);

    private static Dictionary<string, T> Map<T>(JsonElement root, string name, Func<JsonElement, T> read)
    {
        Dictionary<string, T> map = new(StringComparer.Ordinal);
        foreach (JsonProperty field in root.GetProperty(name).EnumerateObject())
        {
            map[field.Name] = read(field.Value);
        }

        return map;
    }
}
