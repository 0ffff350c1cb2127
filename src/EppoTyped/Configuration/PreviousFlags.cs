using System.Diagnostics.CodeAnalysis;

namespace EppoTyped;

/// <summary>What a reading takes over from the table before: whole flags whose text is the same to the byte, and patterns. Used once.</summary>
/// <param name="table">The table before; null for none.</param>
internal ref struct PreviousFlags(FlagTable? table)
{
    private readonly FlagTextRanges? _places = table?.Response is null ? null : table.Places;
    private readonly ReadOnlySpan<byte> _text = table?.Response is { } response ? response.Content.Span : default;
    private int _next;

    /// <summary>How many flags may be taken over.</summary>
    public readonly int FlagCount => _places?.Count ?? 0;

    /// <summary>Whether the flag stood there with this very text.</summary>
    public bool TryFind(string key, ReadOnlySpan<byte> text, [NotNullWhen(true)] out CompiledFlag? flag)
    {
        flag = _places?.Find(key, ref _next, out Range place) is { } found && _text[place].SequenceEqual(text) ? found : null;
        return flag is not null;
    }
}
