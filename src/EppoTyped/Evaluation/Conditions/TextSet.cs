using System.Collections.Frozen;

namespace EppoTyped;

/// <summary>A set of texts, compared ordinally.</summary>
internal sealed class TextSet
{
    // A short list is scanned as fast as it is hashed, and creating a frozen set costs more than the rest of its flag.
    private const int MaxScanned = 8;

    private readonly string[] _few;
    private readonly FrozenSet<string>? _many;

    public TextSet(List<string> texts)
    {
        _few = texts.Count <= MaxScanned ? [.. texts] : [];
        _many = texts.Count <= MaxScanned ? null : texts.ToFrozenSet(StringComparer.Ordinal);
    }

    public bool Contains(string text)
    {
        if (_many is not null)
        {
            return _many.Contains(text);
        }

        foreach (string candidate in _few)
        {
            if (string.Equals(candidate, text, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
