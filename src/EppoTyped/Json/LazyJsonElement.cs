using System.Text.Json;

namespace EppoTyped;

/// <summary>A JSON value kept as text, and parsed when somebody first asks for it: an element for each would hold ten times as much.</summary>
internal struct LazyJsonElement
{
    private object? _element;

    /// <summary>The element; of several threads that ask first, any may parse.</summary>
    /// <param name="utf8">The text, the same at every call; empty for no value.</param>
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
