using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace EppoTyped;

/// <summary>Every flag of a configuration for one subject, ordered by key.</summary>
public sealed class FlagResults : IReadOnlyList<FlagResult>
{
    private readonly FlagResult[] _byKey;

    internal FlagResults(FlagResult[] byKey) => _byKey = byKey;

    /// <summary>The number of flags.</summary>
    public int Count => _byKey.Length;

    /// <summary>A flag by its place in the order of keys.</summary>
    public FlagResult this[int index] => _byKey[index];

    /// <summary>A flag by its key.</summary>
    /// <exception cref="KeyNotFoundException">There is no such flag.</exception>
    public FlagResult this[string flagKey] =>
        TryGet(flagKey, out FlagResult result) ? result : throw new KeyNotFoundException($"The configuration has no flag \"{flagKey}\".");

    /// <summary>Looks a flag up.</summary>
    /// <returns>False when the configuration does not have it.</returns>
    public bool TryGet(string flagKey, [MaybeNullWhen(false)] out FlagResult result)
    {
        (int low, int high) = (0, _byKey.Length - 1);
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int order = string.CompareOrdinal(_byKey[middle].FlagKey, flagKey);
            if (order == 0)
            {
                result = _byKey[middle];
                return true;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        result = default;
        return false;
    }

    /// <inheritdoc/>
    public IEnumerator<FlagResult> GetEnumerator() => ((IEnumerable<FlagResult>)_byKey).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
