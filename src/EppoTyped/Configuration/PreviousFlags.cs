using System.Diagnostics.CodeAnalysis;

namespace EppoTyped;

/// <summary>
/// The flags of the previous table that a reader can reuse, because their text is the same byte for byte. For one reading.
/// </summary>
/// <param name="table">The previous table; null for none.</param>
internal ref struct PreviousFlags(FlagTable? table)
{
    private readonly FlagTextRanges? _ranges = table?.Response is null ? null : table.TextRanges;
    private readonly ReadOnlySpan<byte> _text = table?.Response is { } response ? response.Content.Span : default;
    private int _next;

    /// <summary>The number of flags that could be reused.</summary>
    public readonly int FlagCount => _ranges?.Count ?? 0;

    /// <summary>Finds the flag if the previous configuration has it with exactly this text.</summary>
    public bool TryFind(string key, ReadOnlySpan<byte> text, [NotNullWhen(true)] out CompiledFlag? flag)
    {
        flag = _ranges?.Find(key, ref _next, out Range range) is { } found && _text[range].SequenceEqual(text) ? found : null;
        return flag is not null;
    }
}
