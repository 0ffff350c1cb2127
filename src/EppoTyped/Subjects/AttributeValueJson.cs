using System.Text.Json;

namespace EppoTyped;

/// <summary>Writes attributes as JSON. A number that JSON cannot hold (an infinity, NaN) is written as null.</summary>
internal static class AttributeValueJson
{
    public static void Write(Utf8JsonWriter writer, AttributeValue value)
    {
        switch (value.Kind)
        {
            case AttributeKind.String:
                writer.WriteStringValue(value.AsString);
                break;
            case AttributeKind.Integer:
                writer.WriteNumberValue(value.AsInteger);
                break;
            case AttributeKind.Number when double.IsFinite(value.AsNumber):
                writer.WriteNumberValue(value.AsNumber);
                break;
            case AttributeKind.Boolean:
                writer.WriteBooleanValue(value.AsBoolean);
                break;
            case AttributeKind.StringList:
                writer.WriteStartArray();
                foreach (string text in value.AsStringList)
                {
                    writer.WriteStringValue(text);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
