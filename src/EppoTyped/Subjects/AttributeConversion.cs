using System.Globalization;
using System.Text.Json;

namespace EppoTyped;

/// <summary>Converts the attribute values of string-keyed calls.</summary>
internal static class AttributeConversion
{
    public static AttributeValue From(object? value) => value switch
    {
        null => default,
        string text => AttributeValue.Of(text),
        bool flag => AttributeValue.Of(flag),
        int number => AttributeValue.Of((long)number),
        long number => AttributeValue.Of(number),
        double number => AttributeValue.Of(number),
        AttributeValue attribute => attribute,
        // By its shortest text: the cast would turn 0.1f into 0.10000000149011612, which no rule expects.
        float or Half => OfText(((IFormattable)value).ToString("R", CultureInfo.InvariantCulture)),
        decimal number => AttributeValue.Of((double)number),
        short number => AttributeValue.Of((long)number),
        byte number => AttributeValue.Of((long)number),
        sbyte number => AttributeValue.Of((long)number),
        ushort number => AttributeValue.Of((long)number),
        uint number => AttributeValue.Of((long)number),
        ulong number => OfUnsigned(number),
        nuint number => OfUnsigned(number),
        nint number => AttributeValue.Of((long)number),
        char character => AttributeValue.Of(character.ToString()),
        Guid guid => AttributeValue.Of(guid.ToString()),
        Enum member => AttributeValue.Of(member.ToString()),
        JsonElement json => FromJson(json),
        IEnumerable<string> list => AttributeValue.Of(list),
        _ => default,
    };

    private static AttributeValue OfText(string number) => AttributeValue.Of(double.Parse(number, CultureInfo.InvariantCulture));

    private static AttributeValue OfUnsigned(ulong number) =>
        number <= long.MaxValue ? AttributeValue.Of((long)number) : AttributeValue.Of((double)number);

    private static AttributeValue FromJson(JsonElement json)
    {
        try
        {
            return FromReadableJson(json);
        }
        catch (InvalidOperationException)
        {
            // A text with half a surrogate pair is valid JSON and cannot be a .NET string.
            return default;
        }
    }

    private static AttributeValue FromReadableJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => AttributeValue.Of(json.GetString()),
        JsonValueKind.True => AttributeValue.Of(true),
        JsonValueKind.False => AttributeValue.Of(false),
        JsonValueKind.Number => json.TryGetInt64(out long number) ? AttributeValue.Of(number) : AttributeValue.Of(json.GetDouble()),
        JsonValueKind.Array when json.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            AttributeValue.Of(json.EnumerateArray().Select(item => item.GetString()!)),
        _ => default,
    };
}
