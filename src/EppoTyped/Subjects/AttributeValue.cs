using System.Globalization;

namespace EppoTyped;

/// <summary>The kind of value that an <see cref="AttributeValue"/> holds.</summary>
public enum AttributeKind : byte
{
    /// <summary>No value: the same as a missing attribute.</summary>
    Null,

    /// <summary>Text.</summary>
    String,

    /// <summary>A 64-bit signed whole number.</summary>
    Integer,

    /// <summary>A double.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A list of texts.</summary>
    StringList,
}

/// <summary>The value of an attribute of a subject or an action. A struct, so that values are not boxed.</summary>
/// <remarks>
/// <see cref="float"/> and <see cref="Half"/> are converted by their shortest decimal form (0.1f is 0.1), <see cref="decimal"/>, and
/// <see cref="ulong"/> values that a <see cref="long"/> cannot hold, to the nearest double. A list of texts appears in logs and details;
/// rules treat it as missing.
/// </remarks>
public readonly struct AttributeValue : IEquatable<AttributeValue>
{
    private readonly object? _reference;
    private readonly long _bits;

    private AttributeValue(AttributeKind kind, object? reference, long bits) => (Kind, _reference, _bits) = (kind, reference, bits);

    /// <summary>The kind of value.</summary>
    public AttributeKind Kind { get; }

    /// <summary>True when there is no value.</summary>
    public bool IsNull => Kind == AttributeKind.Null;

    /// <summary>The text of a <see cref="AttributeKind.String"/>; null for other kinds.</summary>
    public string? AsString => Kind == AttributeKind.String ? (string)_reference! : null;

    /// <summary>The number of an <see cref="AttributeKind.Integer"/>; 0 for other kinds.</summary>
    public long AsInteger => Kind == AttributeKind.Integer ? _bits : 0;

    /// <summary>The number of an <see cref="AttributeKind.Integer"/> or a <see cref="AttributeKind.Number"/>; 0 for other kinds.</summary>
    public double AsNumber => Kind switch
    {
        AttributeKind.Number => BitConverter.Int64BitsToDouble(_bits),
        AttributeKind.Integer => _bits,
        _ => 0,
    };

    /// <summary>The value of a <see cref="AttributeKind.Boolean"/>; false for other kinds.</summary>
    public bool AsBoolean => Kind == AttributeKind.Boolean && _bits != 0;

    /// <summary>The texts of a <see cref="AttributeKind.StringList"/>; empty for other kinds.</summary>
    public IReadOnlyList<string> AsStringList => Kind == AttributeKind.StringList ? (string[])_reference! : [];

    /// <summary>Creates a text; null gives <see cref="AttributeKind.Null"/>.</summary>
    public static AttributeValue Of(string? value) => value is null ? default : new(AttributeKind.String, value, 0);

    /// <summary>Creates a whole number; null gives <see cref="AttributeKind.Null"/>.</summary>
    public static AttributeValue Of(long? value) => value is { } number ? new(AttributeKind.Integer, null, number) : default;

    /// <summary>Creates a number; null gives <see cref="AttributeKind.Null"/>.</summary>
    public static AttributeValue Of(double? value) =>
        value is { } number ? new(AttributeKind.Number, null, BitConverter.DoubleToInt64Bits(number)) : default;

    /// <summary>Creates a boolean; null gives <see cref="AttributeKind.Null"/>.</summary>
    public static AttributeValue Of(bool? value) => value is { } flag ? new(AttributeKind.Boolean, null, flag ? 1 : 0) : default;

    /// <summary>Creates a list of texts from a copy; null gives <see cref="AttributeKind.Null"/>.</summary>
    public static AttributeValue Of(IEnumerable<string>? values) =>
        values is null ? default : new(AttributeKind.StringList, values.ToArray(), 0);

    /// <summary>
    /// Converts any value: texts, numbers of every type, booleans, lists of texts, and <see cref="System.Text.Json.JsonElement"/>s of
    /// these. Enums, GUIDs and characters become their text; anything else becomes <see cref="AttributeKind.Null"/>.
    /// </summary>
    public static AttributeValue From(object? value) => AttributeConversion.From(value);

    /// <summary>
    /// The value as an object: a <see cref="string"/>, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/>, an array of strings,
    /// or null.
    /// </summary>
    public object? ToObject() => Kind switch
    {
        AttributeKind.String or AttributeKind.StringList => _reference,
        AttributeKind.Integer => _bits,
        AttributeKind.Number => AsNumber,
        AttributeKind.Boolean => AsBoolean,
        _ => null,
    };

    /// <summary>Converts a text.</summary>
    public static implicit operator AttributeValue(string? value) => Of(value);

    /// <summary>Converts a whole number.</summary>
    public static implicit operator AttributeValue(int value) => Of((long)value);

    /// <summary>Converts a whole number.</summary>
    public static implicit operator AttributeValue(long value) => Of(value);

    /// <summary>Converts a number.</summary>
    public static implicit operator AttributeValue(double value) => Of(value);

    /// <summary>Converts a number by its shortest decimal form.</summary>
    public static implicit operator AttributeValue(float value) => From(value);

    /// <summary>Converts a number to the nearest double.</summary>
    public static implicit operator AttributeValue(decimal value) => Of((double)value);

    /// <summary>Converts a boolean.</summary>
    public static implicit operator AttributeValue(bool value) => Of(value);

    /// <summary>True when kind and value are equal.</summary>
    public static bool operator ==(AttributeValue left, AttributeValue right) => left.Equals(right);

    /// <summary>True when kind or value differ.</summary>
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

    /// <summary>The value as the text that rules compare, by the invariant culture; empty for <see cref="AttributeKind.Null"/>.</summary>
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
