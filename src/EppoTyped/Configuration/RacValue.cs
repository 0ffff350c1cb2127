using System.Text;
using System.Text.Json;

namespace EppoTyped;

/// <summary>A value in the format before UFC: its text, which is also its name in events, and the same value with a type.</summary>
/// <param name="Text">The text.</param>
/// <param name="Typed">The typed value; undefined where the configuration has only the text.</param>
internal readonly record struct RacValue(string Text, JsonElement Typed)
{
    /// <summary>The type of a flag with these values: that of the first typed value, and NUMERIC where a number is not whole.</summary>
    public static VariationType TypeOf(IReadOnlyCollection<RacValue> values)
    {
        JsonElement[] typed = [.. values.Select(value => value.Typed).Where(element => element.ValueKind != JsonValueKind.Undefined)];
        return typed.Length == 0 ? VariationType.String : typed[0].ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => VariationType.Boolean,
            JsonValueKind.Object or JsonValueKind.Array => VariationType.Json,
            JsonValueKind.Number when Array.TrueForAll(typed, HasNoFraction) => VariationType.Integer,
            JsonValueKind.Number => VariationType.Numeric,
            _ => VariationType.String,
        };
    }

    /// <summary>The text of a value that has only a typed form.</summary>
    public static string TextOf(JsonElement typed) => typed.ValueKind == JsonValueKind.String ? typed.GetString()! : typed.GetRawText();

    /// <summary>Reads the value as a variation of this type.</summary>
    public Variation Read(VariationType type)
    {
        if (type == VariationType.Json && Typed.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
        {
            return new Variation { Key = Text, Json = Encoding.UTF8.GetBytes(Typed.GetRawText()), Text = Text };
        }

        byte[] json = Typed.ValueKind == JsonValueKind.Undefined ? Quoted(Text) : Encoding.UTF8.GetBytes(Typed.GetRawText());
        return VariationReader.Read(Text, type, json);
    }

    private static bool HasNoFraction(JsonElement element) =>
        element.ValueKind != JsonValueKind.Number || JsonNumber.TryGetInteger(element, out _);

    private static byte[] Quoted(string text) => Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(text)}\"");
}
