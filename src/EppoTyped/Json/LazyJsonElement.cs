using System.Text.Json;

namespace EppoTyped;

/// <summary>A JSON value that is kept as text and parsed on first use: a parsed element takes ten times the memory.</summary>
internal struct LazyJsonElement
{
    private object? _element;

    /// <summary>Returns the element, and parses it on the first call. Of several threads that call first, any may parse.</summary>
    /// <param name="utf8">The text, the same in every call; empty for no value.</param>
    public JsonElement GetOrParse(ReadOnlySpan<byte> utf8)
    {
        if (_element is JsonElement element || utf8.IsEmpty)
        {
            return _element is null ? default : (JsonElement)_element;
        }

        Utf8JsonReader reader = new(utf8);
        element = JsonElement.ParseValue(ref reader);
        _element = element;
        return element;
    }
}
