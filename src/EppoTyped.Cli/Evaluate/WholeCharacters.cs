using System.Text.Json;

namespace EppoTyped.Cli.Evaluate;

/// <summary>Finds half surrogate pairs before a result is written, because decoding such a text throws.</summary>
internal static class WholeCharacters
{
    public const string Problem = "A text of the line contains half of a surrogate pair. Use the whole character.";

    /// <summary>Checks every text of a value.</summary>
    /// <exception cref="InvalidOperationException">A text contains half of a surrogate pair.</exception>
    public static void Check(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Check(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (JsonProperty property in value.EnumerateObject())
                {
                    _ = property.Name;
                    Check(property.Value);
                }

                break;
        }
    }
}
