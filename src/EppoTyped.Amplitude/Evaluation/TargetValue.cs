using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EppoTyped.Amplitude;

/// <summary>The kinds of <see cref="TargetValue"/>.</summary>
internal enum TargetValueKind : byte
{
    Null,
    Text,
    Integer,
    Number,
    Boolean,
    List,
    Object,
}

/// <summary>The value that a selector finds. On the stack; values of callers are read without a copy.</summary>
internal readonly struct TargetValue
{
    /// <summary>As many characters as the text of a number or boolean needs.</summary>
    public const int TextRoom = NumberText.MaxLength;

    // Text: string. List: IReadOnlyList<string>, or TargetValue[]. Object: the caller's object.
    private readonly object? _reference;
    private readonly long _bits;

    private TargetValue(TargetValueKind kind, object? reference, long bits = 0) => (Kind, _reference, _bits) = (kind, reference, bits);

    public TargetValueKind Kind { get; }

    public bool IsNull => Kind == TargetValueKind.Null;

    /// <summary>The number; null for every other kind, also for a text that is a number.</summary>
    public double? AsNumber => Kind switch
    {
        TargetValueKind.Integer => _bits,
        TargetValueKind.Number => BitConverter.Int64BitsToDouble(_bits),
        _ => null,
    };

    /// <summary>The number of elements; only of a list.</summary>
    public int Count => _reference is IReadOnlyList<string> texts ? texts.Count : ((TargetValue[])_reference!).Length;

    /// <summary>An element; only of a list.</summary>
    public TargetValue this[int index] =>
        _reference is IReadOnlyList<string> texts ? Of(texts[index]) : ((TargetValue[])_reference!)[index];

    public static TargetValue Of(string? text) => text is null ? default : new(TargetValueKind.Text, text);

    public static TargetValue Of(IReadOnlyList<string>? texts) => texts is null ? default : new(TargetValueKind.List, texts);

    public static TargetValue Of(in AttributeValue value) => value.Kind switch
    {
        AttributeKind.String => Of(value.AsString),
        AttributeKind.Integer => new(TargetValueKind.Integer, null, value.AsInteger),
        AttributeKind.Number => Of(value.AsNumber),
        AttributeKind.Boolean => Of(value.AsBoolean),
        AttributeKind.StringList => Of(value.AsStringList),
        _ => default,
    };

    public static TargetValue Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => Of(TextOf(json)),
        JsonValueKind.True => Of(true),
        JsonValueKind.False => Of(false),
        JsonValueKind.Number => json.TryGetInt64(out long integer) ? new(TargetValueKind.Integer, null, integer) : Of(json.GetDouble()),
        JsonValueKind.Array => new(TargetValueKind.List, json.EnumerateArray().Select(Of).ToArray()),
        JsonValueKind.Object => new(TargetValueKind.Object, json),
        _ => default,
    };

    /// <summary>A property of a caller, by the same rules as its JSON.</summary>
    public static TargetValue Of(object? value)
    {
        switch (value)
        {
            case null:
                return default;
            case string text:
                return Of(text);
            case IReadOnlyList<string> texts:
                return Of(texts);
            case JsonElement json:
                return Of(json);
            case JsonNode node:
                return Of(JsonSerialization.ToElement(node));
            case DateTime or DateTimeOffset or DateOnly or TimeOnly:
                return Of(((IFormattable)value).ToString("O", CultureInfo.InvariantCulture));
            case IReadOnlyDictionary<string, object?> or IDictionary or IEnumerable<KeyValuePair<string, object?>>:
                return new(TargetValueKind.Object, value);
            case IEnumerable items:
                return new(TargetValueKind.List, items.Cast<object?>().Select(Of).ToArray());
            default:
                AttributeValue attribute = AttributeValue.From(value);
                return Of(attribute);
        }
    }

    /// <summary>A member of an object; null where there is no such member, and for every other kind.</summary>
    public TargetValue Member(string name) => _reference switch
    {
        _ when Kind != TargetValueKind.Object || name.Length == 0 => default,
        IReadOnlyDictionary<string, object?> members => members.TryGetValue(name, out object? value) ? Of(value) : default,
        JsonElement json => json.TryGetProperty(name, out JsonElement value) ? Of(value) : default,
        IDictionary members => Of(members[name]),
        IEnumerable<KeyValuePair<string, object?>> members =>
            Of(members.LastOrDefault(member => string.Equals(member.Key, name, StringComparison.Ordinal)).Value),
        _ => default,
    };

    /// <summary>The value as text, as JavaScript writes it.</summary>
    /// <param name="room">At least <see cref="TextRoom"/> characters, which the result may refer to.</param>
    public ReadOnlySpan<char> ToText(Span<char> room)
    {
        switch (Kind)
        {
            case TargetValueKind.Text:
                return (string)_reference!;
            case TargetValueKind.Integer:
                _bits.TryFormat(room, out int written, default, CultureInfo.InvariantCulture);
                return room[..written];
            case TargetValueKind.Number:
                return room[..NumberText.Format(BitConverter.Int64BitsToDouble(_bits), room)];
            case TargetValueKind.Boolean:
                return _bits != 0 ? "true" : "false";
            case TargetValueKind.List or TargetValueKind.Object:
                return EcmaScriptText.Of(JsonSerialization.ToElement(ToObject()));
            default:
                return default;
        }
    }

    /// <summary>The value as a list: a list, or a text that is a JSON array.</summary>
    public bool TryAsList(out TargetValue list)
    {
        list = this;
        return Kind == TargetValueKind.List
            || (Kind == TargetValueKind.Text && ((string)_reference!).StartsWith('[') && TryParseList((string)_reference, out list));
    }

    private static TargetValue Of(bool value) => new(TargetValueKind.Boolean, null, value ? 1 : 0);

    private static TargetValue Of(double value) => new(TargetValueKind.Number, null, BitConverter.DoubleToInt64Bits(value));

    private static bool TryParseList(string text, out TargetValue list)
    {
        list = default;
        // Most texts in brackets are not JSON; checked first, because the parser throws.
        ReadOnlySpan<char> end = text.AsSpan(1).TrimEnd();
        ReadOnlySpan<char> start = end.TrimStart();
        if (!end.EndsWith("]") || !(char.IsAsciiDigit(start[0]) || "]\"[{-tfn".Contains(start[0], StringComparison.Ordinal)))
        {
            return false;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            list = Of(document.RootElement.Clone());
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private object? ToObject() => Kind switch
    {
        TargetValueKind.Integer => _bits,
        TargetValueKind.Number => BitConverter.Int64BitsToDouble(_bits),
        TargetValueKind.Boolean => _bits != 0,
        TargetValueKind.List when _reference is TargetValue[] items => Array.ConvertAll(items, item => item.ToObject()),
        _ => _reference,
    };

    /// <summary>The text; null where it contains half a surrogate pair, which is valid JSON and not a .NET text.</summary>
    private static string? TextOf(JsonElement json)
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
