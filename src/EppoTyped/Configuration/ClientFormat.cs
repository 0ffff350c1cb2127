using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace EppoTyped;

/// <summary>
/// Decodes what can be decoded of the obfuscated CLIENT format, so that one reader reads both formats. Flag keys, attribute names and the
/// elements of ONE_OF stay hashes. A value of the wrong type is copied unchanged, and one that cannot be decoded becomes null: the reader
/// then reports it.
/// </summary>
internal static class ClientFormat
{
    private static readonly FrozenDictionary<string, string> Operators =
        ((string[])["MATCHES", "NOT_MATCHES", "GTE", "GT", "LTE", "LT", "ONE_OF", "NOT_ONE_OF", "IS_NULL"])
        .ToFrozenDictionary(ObfuscatedText.Hash, name => name, StringComparer.Ordinal);

    private static readonly string True = ObfuscatedText.Hash("true");
    private static readonly string False = ObfuscatedText.Hash("false");

    /// <summary>Decodes a document. Throws <see cref="JsonException"/> where the text is not JSON.</summary>
    /// <param name="text">The document, sanitized.</param>
    public static ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> text)
    {
        Utf8JsonReader reader = new(text);
        JsonElement root = JsonElement.ParseValue(ref reader);
        ArrayBufferWriter<byte> buffer = new(text.Length);
        using (Utf8JsonWriter json = new(buffer))
        {
            WriteObject(json, root, static (json, name, value) =>
            {
                if (name == "flags")
                {
                    WriteObject(json, value, static (json, _, flag) => WriteFlag(json, flag));
                }
                else
                {
                    value.WriteTo(json);
                }
            });
        }

        return buffer.WrittenSpan;
    }

    private static void WriteFlag(Utf8JsonWriter json, JsonElement flag)
    {
        bool isText = true;
        if (TextOf(flag, "variationType") is { } type)
        {
            isText = type is "STRING" or "JSON";
        }

        WriteObject(json, flag, (json, name, value) =>
        {
            switch (name)
            {
                case "variations":
                    WriteObject(json, value, (json, _, variation) => WriteVariation(json, variation, isText), decodeNames: true);
                    break;
                case "allocations":
                    WriteArray(json, value, WriteAllocation);
                    break;
                default:
                    value.WriteTo(json);
                    break;
            }
        });
    }

    private static void WriteVariation(Utf8JsonWriter json, JsonElement variation, bool isText) =>
        WriteObject(json, variation, (json, name, value) => WriteVariationProperty(json, name, value, isText));

    private static void WriteVariationProperty(Utf8JsonWriter json, string name, JsonElement value, bool isText)
    {
        if (name is not ("key" or "value"))
        {
            value.WriteTo(json);
        }
        else if (name == "value" && !isText && value.ValueKind == JsonValueKind.String
            && ObfuscatedText.Decode(value.GetString()!) is { } literal && IsLiteral(literal))
        {
            json.WriteRawValue(literal);
        }
        else
        {
            WriteDecoded(json, value);
        }
    }

    private static void WriteAllocation(Utf8JsonWriter json, JsonElement allocation) =>
        WriteObject(json, allocation, WriteAllocationProperty);

    private static void WriteAllocationProperty(Utf8JsonWriter json, string name, JsonElement value)
    {
        switch (name)
        {
            case "key" or "startAt" or "endAt":
                WriteDecoded(json, value);
                break;
            case "rules":
                WriteArray(json, value, static (json, rule) => WriteObject(json, rule, static (json, name, value) =>
                {
                    if (name == "conditions")
                    {
                        WriteArray(json, value, WriteCondition);
                    }
                    else
                    {
                        value.WriteTo(json);
                    }
                }));
                break;
            case "splits":
                WriteArray(json, value, WriteSplit);
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    private static void WriteSplit(Utf8JsonWriter json, JsonElement split) => WriteObject(json, split, WriteSplitProperty);

    private static void WriteSplitProperty(Utf8JsonWriter json, string name, JsonElement value)
    {
        switch (name)
        {
            case "variationKey":
                WriteDecoded(json, value);
                break;
            case "extraLogging":
                WriteObject(json, value, static (json, _, text) => WriteDecoded(json, text), decodeNames: true);
                break;
            case "shards":
                WriteArray(json, value, static (json, shard) => WriteObject(json, shard, static (json, name, value) =>
                {
                    if (name == "salt")
                    {
                        WriteDecoded(json, value);
                    }
                    else
                    {
                        value.WriteTo(json);
                    }
                }));
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    private static void WriteCondition(Utf8JsonWriter json, JsonElement condition)
    {
        string? operatorName = TextOf(condition, "operator") is { } hash ? Operators.GetValueOrDefault(hash) : null;
        WriteObject(json, condition, (json, name, value) =>
        {
            if (name == "operator" && operatorName is not null)
            {
                json.WriteStringValue(operatorName);
            }
            else if (name == "value" && operatorName == "IS_NULL" && value.ValueKind == JsonValueKind.String
                && value.GetString() is { } expected && (expected == True || expected == False))
            {
                json.WriteBooleanValue(expected == True);
            }
            else if (name == "value" && operatorName is not (null or "IS_NULL" or "ONE_OF" or "NOT_ONE_OF"))
            {
                WriteDecoded(json, value);
            }
            else
            {
                value.WriteTo(json);
            }
        });
    }

    /// <summary>The text of a property; null where there is none, or the element is not an object.</summary>
    private static string? TextOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty(name, out JsonElement property) && property.ValueKind == JsonValueKind.String
            ? property.GetString()
            : null;

    private static void WriteObject(
        Utf8JsonWriter json, JsonElement element, Action<Utf8JsonWriter, string, JsonElement> writeValue, bool decodeNames = false)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            element.WriteTo(json);
            return;
        }

        json.WriteStartObject();
        foreach (JsonProperty property in element.EnumerateObject())
        {
            json.WritePropertyName(decodeNames ? ObfuscatedText.Decode(property.Name) ?? property.Name : property.Name);
            writeValue(json, property.Name, property.Value);
        }

        json.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter json, JsonElement element, Action<Utf8JsonWriter, JsonElement> writeItem)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            element.WriteTo(json);
            return;
        }

        json.WriteStartArray();
        foreach (JsonElement item in element.EnumerateArray())
        {
            writeItem(json, item);
        }

        json.WriteEndArray();
    }

    private static void WriteDecoded(Utf8JsonWriter json, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            json.WriteStringValue(ObfuscatedText.Decode(value.GetString()!));
        }
        else
        {
            value.WriteTo(json);
        }
    }

    /// <summary>Whether a text is a number, true or false, and nothing else.</summary>
    private static bool IsLiteral(string text)
    {
        Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(text));
        try
        {
            return reader.Read() && reader.TokenType is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
