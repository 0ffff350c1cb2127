using System.Buffers;
using System.Text.Json;

namespace EppoTyped;

/// <summary>Single values as JSON elements.</summary>
internal static class JsonScalar
{
    public static JsonElement Of(string value) => Write(json => json.WriteStringValue(value));

    public static JsonElement Of(bool value) => Write(json => json.WriteBooleanValue(value));

    public static JsonElement Of(long value) => Write(json => json.WriteNumberValue(value));

    public static JsonElement Of(double value) => Write(json => json.WriteNumberValue(value));

    private static JsonElement Write(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            write(json);
        }

        Utf8JsonReader reader = new(bytes.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }
}
