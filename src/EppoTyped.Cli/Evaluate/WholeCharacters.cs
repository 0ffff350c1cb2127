using System.Text.Json;

namespace EppoTyped.Cli.Evaluate;

/// <summary>Half of a surrogate pair shows only when its text is decoded, which must not be in the middle of a result.</summary>
internal static class WholeCharacters
{
    public const string Problem = "A text of the line holds half of a surrogate pair. Give the whole character.";

    /// <summary>Decodes every text.</summary>
    /// <exception cref="InvalidOperationException">One holds half of a surrogate pair.</exception>
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
