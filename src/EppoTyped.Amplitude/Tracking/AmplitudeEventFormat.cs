using System.Buffers;
using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>The form in which the queue measures events and the spool stores them: as they are sent.</summary>
internal sealed class AmplitudeEventFormat : IEventFormat<AmplitudeEvent>
{
    public void Write(AmplitudeEvent logged, IBufferWriter<byte> json) => json.Write(logged.Json.Span);

    public AmplitudeEvent Read(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return new AmplitudeEvent(Text(document.RootElement, "user_id"), Text(document.RootElement, "device_id"), json.ToArray());
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
