using System.Buffers;
using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>What callers hand over, as JSON to be read: for the rare selectors and texts that need the whole.</summary>
internal static class JsonSerialization
{
    public static JsonElement ToElement(object? value) => Written(writer => PropertyJson.Write(writer, value));

    /// <summary>The JSON that was written.</summary>
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
