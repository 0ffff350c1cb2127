using System.ComponentModel;
using System.Text.Json;

namespace EppoTyped.CompilerServices;

/// <summary>
/// A place in a live JSON value, as generated readers use it. A missing property takes the fallback; null is null where nullable and the
/// fallback's elsewhere; after a wrong type, of which the first is kept, the whole value is refused. Not for code written by hand.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct JsonPlace
{
    private readonly JsonElement _element;
    private readonly string _path;
    private readonly FirstProblem _first;

    private JsonPlace(JsonElement element, string path, FirstProblem first) => (_element, _path, _first) = (element, path, first);

    /// <summary>The property of an object; a missing one takes its fallback when it is read.</summary>
    public JsonPlace this[string name]
    {
        get
        {
            string path = _path.Length == 0 ? name : $"{_path}.{name}";
            JsonElement property = default;
            _ = _element.ValueKind == JsonValueKind.Object && _element.TryGetProperty(name, out property);
            return new JsonPlace(property, path, _first);
        }
    }

    internal string? Problem => _first.Text;

    /// <summary>True or false.</summary>
    public bool Boolean(bool? fallback) =>
        _element.ValueKind is JsonValueKind.True or JsonValueKind.False ? _element.GetBoolean() : Absent(fallback, "a boolean") ?? false;

    /// <summary>True, false or null.</summary>
    public bool? NullableBoolean(bool? fallback) => IsNull ? null : IsMissing ? fallback : Boolean(fallback);

    /// <summary>Text.</summary>
    public string String(string? fallback) =>
        _element.ValueKind == JsonValueKind.String ? _element.GetString()! : Absent(fallback, "a string") ?? "";

    /// <summary>Text or null.</summary>
    public string? NullableString(string? fallback) => IsNull ? null : IsMissing ? fallback : String(fallback);

    /// <summary>A 64-bit whole number, also written as <c>3.0</c>.</summary>
    public long Integer(long? fallback) =>
        _element.ValueKind == JsonValueKind.Number && JsonNumber.TryGetInteger(_element, out long number)
            ? number
            : Absent(fallback, "an integer") ?? 0;

    /// <summary>A 64-bit whole number or null.</summary>
    public long? NullableInteger(long? fallback) => IsNull ? null : IsMissing ? fallback : Integer(fallback);

    /// <summary>A finite double.</summary>
    public double Number(double? fallback) =>
        _element.ValueKind == JsonValueKind.Number && JsonNumber.TryGetFinite(_element, out double number)
            ? number
            : Absent(fallback, "a number") ?? 0;

    /// <summary>A finite double or null.</summary>
    public double? NullableNumber(double? fallback) => IsNull ? null : IsMissing ? fallback : Number(fallback);

    /// <summary>A list, every item read alike; an item has no fallback.</summary>
    public ValueList<T> List<T>(ValueList<T>? fallback, Func<JsonPlace, T> readItem)
    {
        ArgumentNullException.ThrowIfNull(readItem);
        if (_element.ValueKind != JsonValueKind.Array)
        {
            return Absent(fallback, "an array") ?? ValueList<T>.Empty;
        }

        T[] items = new T[_element.GetArrayLength()];
        int index = 0;
        foreach (JsonElement item in _element.EnumerateArray())
        {
            items[index] = readItem(new JsonPlace(item, $"{_path}[{index}]", _first));
            index++;
        }

        return ValueList<T>.Owning(items);
    }

    /// <summary>A list or null.</summary>
    public ValueList<T>? NullableList<T>(ValueList<T>? fallback, Func<JsonPlace, T> readItem) =>
        IsNull ? null : IsMissing ? fallback : List(fallback, readItem);

    /// <summary>An object, read with the fallback's properties for those it lacks.</summary>
    public T Object<T>(T? fallback, Func<JsonPlace, T?, T> read)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(read);
        return _element.ValueKind == JsonValueKind.Object ? read(this, fallback) : Absent(fallback, "an object") ?? read(this, null);
    }

    /// <summary>An object or null.</summary>
    public T? NullableObject<T>(T? fallback, Func<JsonPlace, T?, T> read)
        where T : class => IsNull ? null : IsMissing ? fallback : Object(fallback, read);

    internal static JsonPlace Root(JsonElement element) => new(element, "", new FirstProblem());

    private bool IsNull => _element.ValueKind == JsonValueKind.Null;

    private bool IsMissing => _element.ValueKind == JsonValueKind.Undefined;

    private T? Absent<T>(T? fallback, string expected)
    {
        bool mayFallBack = (IsMissing || (IsNull && _path.Length > 0)) && fallback is not null;
        if (mayFallBack)
        {
            return fallback;
        }

        string place = _path.Length == 0 ? "the value" : $"\"{_path}\"";
        _first.Text ??= IsMissing
            ? $"{place} is missing"
            : $"{place} is {JsonKindNames.Of(_element.ValueKind)} where {expected} is expected";
        return default;
    }

    private sealed class FirstProblem
    {
        public string? Text { get; set; }
    }
}
