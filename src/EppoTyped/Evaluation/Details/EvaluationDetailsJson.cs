using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EppoTyped;

/// <summary>Writes evaluation details as JSON, with the property names of Eppo's SDKs.</summary>
internal static class EvaluationDetailsJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes details as a JSON object.</summary>
    /// <param name="details">The details.</param>
    /// <param name="whole">False for exactly the fields that every Eppo SDK has, true for all of them.</param>
    public static string Write(EvaluationDetails details, bool whole)
    {
        ArrayBufferWriter<byte> buffer = new(1024);
        using Utf8JsonWriter writer = new(buffer, Options);
        writer.WriteStartObject();
        WriteEppoFields(writer, details);
        if (whole)
        {
            WriteOurFields(writer, details);
        }

        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteEppoFields(Utf8JsonWriter writer, EvaluationDetails details)
    {
        writer.WriteString("environmentName", details.EnvironmentName);
        writer.WriteString("flagEvaluationCode", details.FlagEvaluationCode.ToWire());
        writer.WriteString("flagEvaluationDescription", details.FlagEvaluationDescription);
        writer.WriteString("variationKey", details.VariationKey);
        writer.WritePropertyName("variationValue");
        WriteElement(writer, details.VariationValue);
        writer.WriteString("banditKey", details.BanditKey);
        writer.WriteString("banditAction", details.BanditAction);
        writer.WriteString("configFetchedAt", Date(details.ConfigFetchedAt));
        writer.WriteString("configPublishedAt", Date(details.ConfigPublishedAt));
        writer.WritePropertyName("matchedRule");
        if (details.MatchedRule is { } rule)
        {
            WriteRawRule(writer, rule);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WritePropertyName("matchedAllocation");
        if (details.MatchedAllocation is { } matched)
        {
            WriteAllocation(writer, matched, whole: false);
        }
        else
        {
            writer.WriteNullValue();
        }

        WriteAllocations(writer, "unmatchedAllocations", details.UnmatchedAllocations, whole: false);
        WriteAllocations(writer, "unevaluatedAllocations", details.UnevaluatedAllocations, whole: false);
    }

    private static void WriteOurFields(Utf8JsonWriter writer, EvaluationDetails details)
    {
        writer.WriteString("flagKey", details.FlagKey);
        writer.WriteString("subjectKey", details.SubjectKey);
        writer.WriteStartObject("subjectAttributes");
        foreach ((string name, AttributeValue value) in details.SubjectAttributes)
        {
            writer.WritePropertyName(name);
            AttributeValueJson.Write(writer, value);
        }

        writer.WriteEndObject();
        writer.WriteString("timestamp", Date(details.Timestamp));
        writer.WriteString("reason", details.Reason.ToWire());
        writer.WriteString("errorCode", details.Error.ToWire());
        writer.WriteBoolean("stale", details.Stale);
        writer.WriteString("banditEvaluationCode", details.BanditEvaluationCode?.ToWire());
        WriteAllocations(writer, "allocations", details.Allocations, whole: true);
    }

    private static void WriteAllocations(Utf8JsonWriter writer, string name, IEnumerable<EvaluatedAllocation> allocations, bool whole)
    {
        writer.WriteStartArray(name);
        foreach (EvaluatedAllocation allocation in allocations)
        {
            WriteAllocation(writer, allocation, whole);
        }

        writer.WriteEndArray();
    }

    private static void WriteAllocation(Utf8JsonWriter writer, EvaluatedAllocation allocation, bool whole)
    {
        writer.WriteStartObject();
        writer.WriteString("key", allocation.Key);
        if (whole)
        {
            writer.WriteNumber("orderPosition", allocation.OrderPosition);
        }

        writer.WriteString("allocationEvaluationCode", Wire(allocation.Code));
        if (whole)
        {
            WriteRules(writer, allocation.EvaluatedRules);
            WriteSplits(writer, allocation.EvaluatedSplits);
        }
        else
        {
            writer.WriteNumber("orderPosition", allocation.OrderPosition);
        }

        writer.WriteEndObject();
    }

    private static void WriteRawRule(Utf8JsonWriter writer, EvaluatedRule rule)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("conditions");
        foreach (EvaluatedCondition condition in rule.Conditions)
        {
            writer.WriteStartObject();
            WriteRawCondition(writer, condition);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteRawCondition(Utf8JsonWriter writer, EvaluatedCondition condition)
    {
        writer.WriteString("attribute", condition.Attribute);
        writer.WriteString("operator", condition.Operator);
        writer.WritePropertyName("value");
        WriteElement(writer, condition.Value);
    }

    private static void WriteRules(Utf8JsonWriter writer, IReadOnlyList<EvaluatedRule> rules)
    {
        writer.WriteStartArray("evaluatedRules");
        foreach (EvaluatedRule rule in rules)
        {
            writer.WriteStartObject();
            writer.WriteBoolean("matched", rule.Matched);
            writer.WriteStartArray("conditions");
            foreach (EvaluatedCondition condition in rule.Conditions)
            {
                writer.WriteStartObject();
                WriteRawCondition(writer, condition);
                writer.WritePropertyName("attributeValue");
                AttributeValueJson.Write(writer, condition.AttributeValue);
                writer.WriteBoolean("matched", condition.Matched);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteSplits(Utf8JsonWriter writer, IReadOnlyList<EvaluatedSplit> splits)
    {
        writer.WriteStartArray("evaluatedSplits");
        foreach (EvaluatedSplit split in splits)
        {
            writer.WriteStartObject();
            writer.WriteString("variationKey", split.VariationKey);
            writer.WriteBoolean("matched", split.Matched);
            writer.WriteStartArray("shards");
            foreach (EvaluatedShard shard in split.Shards)
            {
                WriteShard(writer, shard);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteShard(Utf8JsonWriter writer, EvaluatedShard shard)
    {
        writer.WriteStartObject();
        writer.WriteString("salt", shard.Salt);
        writer.WriteStartArray("ranges");
        foreach (ShardRange range in shard.Ranges)
        {
            writer.WriteStartObject();
            writer.WriteNumber("start", range.Start);
            writer.WriteNumber("end", range.End);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (shard.ShardValue is { } value)
        {
            writer.WriteNumber("shardValue", value);
        }
        else
        {
            writer.WriteNull("shardValue");
        }

        writer.WriteBoolean("matched", shard.Matched);
        writer.WriteEndObject();
    }

    private static void WriteElement(Utf8JsonWriter writer, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Undefined)
        {
            writer.WriteNullValue();
        }
        else
        {
            element.WriteTo(writer);
        }
    }

    private static string? Date(DateTimeOffset? moment) =>
        moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Wire(AllocationEvaluationCode code) => code switch
    {
        AllocationEvaluationCode.Match => "MATCH",
        AllocationEvaluationCode.BeforeStartTime => "BEFORE_START_TIME",
        AllocationEvaluationCode.AfterEndTime => "AFTER_END_TIME",
        AllocationEvaluationCode.FailingRule => "FAILING_RULE",
        AllocationEvaluationCode.TrafficExposureMiss => "TRAFFIC_EXPOSURE_MISS",
        _ => "UNEVALUATED",
    };
}
