using System.Globalization;

namespace EppoTyped;

/// <summary>What an <see cref="AttributeValue"/> holds.</summary>
public enum AttributeKind : byte
{
    /// <summary>Nothing: the same as a missing attribute.</summary>
    Null,

    /// <summary>Text.</summary>
    String,

    /// <summary>A 64-bit whole number.</summary>
    Integer,

    /// <summary>A double.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A list of texts.</summary>
    StringList,
}

/// <summary>One attribute of a subject: no boxing, no dictionary.</summary>
/// <remarks>
/// <see cref="float"/> and <see cref="Half"/> are taken by their shortest decimal form (0.1f is 0.1), <see cref="decimal"/>, and <see cref="ulong"/> beyond 64 signed bits,
/// by the nearest double. No rule but <c>IS_NULL</c> asks for a list of texts, and to that one it is missing; it is there for logs and details.
/// </remarks>
public readonly struct AttributeValue : IEquatable<AttributeValue>
{
    private readonly object? _reference;
    private readonly long _bits;

    private AttributeValue(AttributeKind kind, object? reference, long bits) => (Kind, _reference, _bits) = (kind, reference, bits);

    /// <summary>What it holds.</summary>
    public AttributeKind Kind { get; }

    /// <summary>True when there is nothing.</summary>
    public bool IsNull => Kind == AttributeKind.Null;

    /// <summary>The text of a <see cref="AttributeKind.String"/>, else null.</summary>
    public string? AsString => Kind == AttributeKind.String ? (string)_reference! : null;

    /// <summary>The number of an <see cref="AttributeKind.Integer"/>, else 0.</summary>
    public long AsInteger => Kind == AttributeKind.Integer ? _bits : 0;

    /// <summary>The number of an <see cref="AttributeKind.Integer"/> or a <see cref="AttributeKind.Number"/>, else 0.</summary>
    public double AsNumber => Kind switch
    {
        AttributeKind.Number => BitConverter.Int64BitsToDouble(_bits),
        AttributeKind.Integer => _bits,
        _ => 0,
    };

    /// <summary>The value of a <see cref="AttributeKind.Boolean"/>, else false.</summary>
    public bool AsBoolean => Kind == AttributeKind.Boolean && _bits != 0;

    /// <summary>The texts of a <see cref="AttributeKind.StringList"/>, else none.</summary>
    public IReadOnlyList<string> AsStringList => Kind == AttributeKind.StringList ? (string[])_reference! : [];

    /// <summary>Text; null is <see cref="AttributeKind.Null"/>.</summary>
    public static AttributeValue Of(string? value) => value is null ? default : new(AttributeKind.String, value, 0);

    /// <summary>A whole number; null is <see cref="AttributeKind.Null"/>.</summary>
    public static AttributeValue Of(long? value) => value is { } number ? new(AttributeKind.Integer, null, number) : default;

    /// <summary>A number; null is <see cref="AttributeKind.Null"/>.</summary>
    public static AttributeValue Of(double? value) => value is { } number ? new(AttributeKind.Number, null, BitConverter.DoubleToInt64Bits(number)) : default;

    /// <summary>True or false; null is <see cref="AttributeKind.Null"/>.</summary>
    public static AttributeValue Of(bool? value) => value is { } flag ? new(AttributeKind.Boolean, null, flag ? 1 : 0) : default;

    /// <summary>A list of texts, copied; null is <see cref="AttributeKind.Null"/>.</summary>
    public static AttributeValue Of(IEnumerable<string>? values) => values is null ? default : new(AttributeKind.StringList, values.ToArray(), 0);

    /// <summary>Any value of a string-keyed caller. What is neither text, number, boolean nor a list of texts counts as missing, except that enums, GUIDs and characters are taken by their text.</summary>
    public static AttributeValue From(object? value) => AttributeConversion.From(value);

    /// <summary>The value as an object, for whoever writes it elsewhere: <see cref="string"/>, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/>, a list of texts, or null.</summary>
    public object? ToObject() => Kind switch
    {
        AttributeKind.String or AttributeKind.StringList => _reference,
        AttributeKind.Integer => _bits,
        AttributeKind.Number => AsNumber,
        AttributeKind.Boolean => AsBoolean,
        _ => null,
    };

    /// <summary>Text.</summary>
    public static implicit operator AttributeValue(string? value) => Of(value);

    /// <summary>A whole number.</summary>
    public static implicit operator AttributeValue(int value) => Of((long)value);

    /// <summary>A whole number.</summary>
    public static implicit operator AttributeValue(long value) => Of(value);

    /// <summary>A number.</summary>
    public static implicit operator AttributeValue(double value) => Of(value);

    /// <summary>A number, by its shortest decimal form.</summary>
    public static implicit operator AttributeValue(float value) => From(value);

    /// <summary>A number, the nearest double.</summary>
    public static implicit operator AttributeValue(decimal value) => Of((double)value);

    /// <summary>True or false.</summary>
    public static implicit operator AttributeValue(bool value) => Of(value);

    /// <summary>Equal by kind and content.</summary>
    public static bool operator ==(AttributeValue left, AttributeValue right) => left.Equals(right);

    /// <summary>Different by kind or content.</summary>
    public static bool operator !=(AttributeValue left, AttributeValue right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(AttributeValue other) => Kind == other.Kind && Kind switch
    {
        AttributeKind.String => string.Equals(AsString, other.AsString, StringComparison.Ordinal),
        AttributeKind.StringList => AsStringList.SequenceEqual(other.AsStringList, StringComparer.Ordinal),
        AttributeKind.Number => AsNumber.Equals(other.AsNumber),
        _ => _bits == other._bits,
    };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AttributeValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Kind switch
    {
        AttributeKind.String => AsString!.GetHashCode(StringComparison.Ordinal),
        AttributeKind.StringList => AsStringList.Count,
        AttributeKind.Number => AsNumber.GetHashCode(),
        _ => HashCode.Combine(Kind, _bits),
    };

    /// <summary>The value as the text that rules compare, whatever the culture; empty for null.</summary>
    public override string ToString() => Kind switch
    {
        AttributeKind.String => AsString!,
        AttributeKind.Integer => _bits.ToString(CultureInfo.InvariantCulture),
        AttributeKind.Number => NumberText.Of(AsNumber),
        AttributeKind.Boolean => AsBoolean ? "true" : "false",
        AttributeKind.StringList => string.Join(", ", AsStringList),
        _ => "",
    };
}
