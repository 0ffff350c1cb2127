using System.Text;
using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>Reads initial flags in either form of Amplitude's SDKs: an array of flags, or an object of flags by key.</summary>
internal static class BootstrapFlags
{
    public static ConfigurationResponse Read(string bootstrap)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bootstrap);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                bootstrap = $"[{string.Join(',', document.RootElement.EnumerateObject().Select(flag => flag.Value.GetRawText()))}]";
            }
        }
        catch (JsonException)
        {
            // The reader of flags reports where the text is not JSON.
        }

        return new ConfigurationResponse(Encoding.UTF8.GetBytes(bootstrap));
    }
}
