namespace EppoTyped;

/// <summary>Where the flags of a configuration stand in its text, so that the next one takes over those that stand there unchanged.</summary>
/// <remarks>Flags that were set aside, or have a pattern that is none, are not among them: each configuration says so anew.</remarks>
internal sealed class FlagTextRanges
{
    private readonly List<(string Key, Range Text, CompiledFlag Flag)> _inOrder = [];
    private Dictionary<string, int>? _byKey;

    public int Count => _inOrder.Count;

    /// <summary>Takes note of a flag.</summary>
    public void Add(string key, Range text, CompiledFlag flag) => _inOrder.Add((key, text, flag));

    /// <summary>The place of a flag: nearly always the next one, for configurations keep their order.</summary>
    /// <param name="key">The flag's key.</param>
    /// <param name="next">The place behind the one found last; moved on.</param>
    /// <param name="text">Where it stands.</param>
    /// <returns>Null when it is not there.</returns>
    public CompiledFlag? Find(string key, ref int next, out Range text)
    {
        int index = next < _inOrder.Count && string.Equals(_inOrder[next].Key, key, StringComparison.Ordinal) ? next : IndexOf(key);
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
