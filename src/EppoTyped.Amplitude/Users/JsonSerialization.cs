using System.Buffers;
using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>Values of callers as JSON elements, for the few selectors and texts that need the whole value.</summary>
internal static class JsonSerialization
{
    public static JsonElement ToElement(object? value) => Written(writer => PropertyJson.Write(writer, value));

    /// <summary>Parses the JSON that an action writes.</summary>
    public static JsonElement Written(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new(256);
        using (Utf8JsonWriter writer = new(buffer, PropertyJson.WriterOptions))
        {
            write(writer);
        }

        Utf8JsonReader reader = new(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }
}
