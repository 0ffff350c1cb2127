namespace EppoTyped.Amplitude;

/// <summary>Distinct texts and their places, found by a span, so that the text of a number needs no string.</summary>
internal sealed class TextIndex
{
    // A short list is scanned as fast as it is hashed.
    private const int ScanAtMost = 6;

    private readonly string[] _texts;
    private readonly int[]? _heads;
    private readonly int[] _next = [];

    /// <summary>An index of texts, compared ordinally, without duplicates.</summary>
    public TextIndex(IEnumerable<string> texts)
    {
        _texts = [.. texts.Distinct(StringComparer.Ordinal)];
        if (_texts.Length > ScanAtMost)
        {
            _heads = new int[_texts.Length * 2];
            Array.Fill(_heads, -1);
            _next = new int[_texts.Length];
            for (int place = 0; place < _texts.Length; place++)
            {
                ref int head = ref _heads[Bucket(_texts[place])];
                (_next[place], head) = (head, place);
            }
        }
    }

    /// <summary>The number of distinct texts.</summary>
    public int Count => _texts.Length;

    /// <summary>The place of a text, 0 to <see cref="Count"/> - 1; -1 for a text that is not in the index.</summary>
    public int Find(ReadOnlySpan<char> text)
    {
        if (_heads is null)
        {
            for (int place = 0; place < _texts.Length; place++)
            {
                if (text.SequenceEqual(_texts[place]))
                {
                    return place;
                }
            }

            return -1;
        }

        int candidate = _heads[Bucket(text)];
        while (candidate >= 0 && !text.SequenceEqual(_texts[candidate]))
        {
            candidate = _next[candidate];
        }

        return candidate;
    }

    private uint Bucket(ReadOnlySpan<char> text) => (uint)string.GetHashCode(text, StringComparison.Ordinal) % (uint)_heads!.Length;
}
