using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace EppoTyped;

/// <summary>Writes assignment events in the names of Eppo's documentation.</summary>
internal static class AssignmentEventJson
{
    private static readonly HashSet<string> StandardFields = new(StringComparer.Ordinal)
    {
        "timestamp", "featureFlag", "allocation", "experiment", "subject", "subjectAttributes", "variation", "metaData", "entityId",
    };

    public static ReadOnlyMemory<byte> Write(AssignmentEvent assignment)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("timestamp", assignment.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            writer.WriteString("featureFlag", assignment.FeatureFlag);
            writer.WriteString("allocation", assignment.Allocation);
            writer.WriteString("experiment", assignment.Experiment);
            writer.WriteString("subject", assignment.Subject);
            writer.WriteStartObject("subjectAttributes");
            foreach ((string name, AttributeValue value) in assignment.SubjectAttributes)
            {
                writer.WritePropertyName(name);
                AttributeValueJson.Write(writer, value);
            }

            writer.WriteEndObject();
            writer.WriteString("variation", assignment.Variation);
            writer.WriteStartObject("metaData");
            foreach ((string name, string value) in assignment.MetaData)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
            if (assignment.EntityId is { } entityId)
            {
                writer.WriteNumber("entityId", entityId);
            }

            foreach ((string name, string value) in assignment.ExtraLogging)
            {
                if (!StandardFields.Contains(name))
                {
                    writer.WriteString(name, value);
                }
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
