using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace EppoTyped;

/// <summary>The results of every flag of a configuration for one subject, ordered by key (ordinally).</summary>
public sealed class FlagResults : IReadOnlyList<FlagResult>
{
    private readonly CompiledFlag[] _flags;
    private readonly int[] _outcomes;
    private readonly FlagResult[]? _results;

    /// <summary>Results that are created when they are read: a page that reads ten flags of a hundred pays for ten.</summary>
    /// <param name="flags">The flags, ordered by key.</param>
    /// <param name="outcomes">The outcome of each.</param>
    internal FlagResults(CompiledFlag[] flags, int[] outcomes) => (_flags, _outcomes) = (flags, outcomes);

    /// <summary>Results, ordered by key.</summary>
    internal FlagResults(FlagResult[] results) => (_flags, _outcomes, _results) = ([], [], results);

    /// <summary>The number of flags.</summary>
    public int Count => _results?.Length ?? _flags.Length;

    /// <summary>The result at a position in the order of keys, from 0.</summary>
    public FlagResult this[int index] => _results is null ? FlagResult.Of(_flags[index], _outcomes[index]) : _results[index];

    /// <summary>The result of a flag.</summary>
    /// <exception cref="KeyNotFoundException">The configuration does not have the flag.</exception>
    public FlagResult this[string flagKey] =>
        TryGet(flagKey, out FlagResult result) ? result : throw new KeyNotFoundException($"The configuration has no flag \"{flagKey}\".");

    /// <summary>Finds the result of a flag.</summary>
    /// <returns>False when the configuration does not have the flag.</returns>
    public bool TryGet(string flagKey, [MaybeNullWhen(false)] out FlagResult result)
    {
        (int low, int high) = (0, Count - 1);
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int order = string.CompareOrdinal(_results is null ? _flags[middle].Key : _results[middle].FlagKey, flagKey);
            if (order == 0)
            {
                result = this[middle];
                return true;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        result = default;
        return false;
    }

    /// <inheritdoc/>
    public IEnumerator<FlagResult> GetEnumerator()
    {
        for (int index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
