using System.Text;
using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>JSON as a compact text.</summary>
internal static class JsonText
{
    public static string Of(JsonElement json)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, PropertyJson.WriterOptions))
        {
            json.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
