using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>JSON as the text that JavaScript's <c>JSON.stringify</c> writes (docs/protocols/amplitude.md, section 4.13).</summary>
internal static class EcmaScriptText
{
    /// <summary>The JSON as compact text.</summary>
    public static string Of(JsonElement json)
    {
        StringBuilder text = new();
        Write(text, json);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                int members = 0;
                foreach (JsonProperty member in json.EnumerateObject())
                {
                    text.Append(members++ == 0 ? "" : ",");
                    Write(text, member.Name);
                    text.Append(':');
                    Write(text, member.Value);
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                int items = 0;
                foreach (JsonElement item in json.EnumerateArray())
                {
                    text.Append(items++ == 0 ? "" : ",");
                    Write(text, item);
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                Write(text, json.GetString()!);
                break;
            case JsonValueKind.Number:
                text.Append(NumberOf(json));
                break;
            case JsonValueKind.True:
                text.Append("true");
                break;
            case JsonValueKind.False:
                text.Append("false");
                break;
            default:
                text.Append("null");
                break;
        }
    }

    /// <summary>The text of a number. Integers of 64 bits keep all digits, where JavaScript would round above 2^53.</summary>
    private static string NumberOf(JsonElement json) =>
        json.TryGetInt64(out long integer) ? integer.ToString(CultureInfo.InvariantCulture)
        : json.TryGetDouble(out double number) && double.IsFinite(number) ? NumberText.Of(number)
        : "null";

    private static void Write(StringBuilder text, string value)
    {
        text.Append('"');
        for (int place = 0; place < value.Length; place++)
        {
            char unit = value[place];
            bool isPair = char.IsHighSurrogate(unit) && place + 1 < value.Length && char.IsLowSurrogate(value[place + 1]);
            _ = unit switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                _ when isPair => text.Append(unit).Append(value[++place]),
                < ' ' or (>= '\uD800' and <= '\uDFFF') => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
                _ => text.Append(unit),
            };
        }

        text.Append('"');
    }
}
