namespace EppoTyped;

/// <summary>
/// The positions of flags in the text of a configuration, so that the next configuration reuses the flags whose text is unchanged.
/// </summary>
/// <remarks>Without flags that are set aside or have an invalid pattern, because these are logged again for each configuration.</remarks>
internal sealed class FlagTextRanges
{
    private readonly List<(string Key, Range Text, CompiledFlag Flag)> _inOrder = [];
    private Dictionary<string, int>? _byKey;

    public int Count => _inOrder.Count;

    /// <summary>Adds a flag.</summary>
    public void Add(string key, Range text, CompiledFlag flag) => _inOrder.Add((key, text, flag));

    /// <summary>Finds a flag: nearly always the next one, because configurations keep their order.</summary>
    /// <param name="key">The flag's key.</param>
    /// <param name="next">The index after the flag that was found last; it is updated.</param>
    /// <param name="text">The flag's range in the text.</param>
    /// <returns>Null when the flag is not found.</returns>
    public CompiledFlag? Find(string key, ref int next, out Range text)
    {
        bool isNext = next < _inOrder.Count && string.Equals(_inOrder[next].Key, key, StringComparison.Ordinal);
        int index = isNext ? next : IndexOf(key);
        text = default;
        if (index < 0)
        {
            return null;
        }

        (_, text, CompiledFlag flag) = _inOrder[index];
        next = index + 1;
        return flag;
    }

    private int IndexOf(string key)
    {
        if (_byKey is null)
        {
            _byKey = new(_inOrder.Count, StringComparer.Ordinal);
            for (int index = 0; index < _inOrder.Count; index++)
            {
                _byKey[_inOrder[index].Key] = index;
            }
        }

        return _byKey.GetValueOrDefault(key, -1);
    }
}
