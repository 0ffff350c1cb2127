using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EppoTyped;

/// <summary>Events as JSON, in the names of Eppo's documentation: those of the properties, in camel case.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(EventTimestampJson), typeof(EventNumberJson), typeof(EventAttributeJson)])]
[JsonSerializable(typeof(AssignmentEvent))]
[JsonSerializable(typeof(BanditActionEvent))]
[JsonSerializable(typeof(string))]
internal sealed partial class EventJson : JsonSerializerContext;

/// <summary>Times as UTC with milliseconds and <c>Z</c>.</summary>
internal sealed class EventTimestampJson : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
}

/// <summary>A number that JSON cannot hold (infinity, NaN) is written as null.</summary>
internal sealed class EventNumberJson : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
        AttributeValueJson.Write(writer, AttributeValue.Of(value));
}

internal sealed class EventAttributeJson : JsonConverter<AttributeValue>
{
    public override AttributeValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        AttributeValue.From(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, AttributeValue value, JsonSerializerOptions options) =>
        AttributeValueJson.Write(writer, value);
}
