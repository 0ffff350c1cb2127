using System.Collections.Frozen;

namespace EppoTyped;

/// <summary>The bandits of one configuration, by the variations that start them. Immutable.</summary>
internal sealed class BanditTable
{
    private readonly FrozenDictionary<string, FlagBandits> _byFlag;
    private readonly bool _hashed;

    /// <summary>
    /// Joins references and models. A model of another version than the reference has is used too: it is the last known one.
    /// </summary>
    /// <param name="references">The references in the flag configuration.</param>
    /// <param name="models">The models of the bandits endpoint.</param>
    /// <param name="hashed">True where the references have hashes of flag keys and values, as for client tokens.</param>
    public BanditTable(IReadOnlyList<BanditReference> references, BanditModels models, bool hashed = false)
    {
        (Models, _hashed) = (models, hashed);
        Dictionary<string, FlagBandits> byFlag = new(StringComparer.Ordinal);
        foreach (BanditReference reference in references)
        {
            (string key, BanditModel? model) = models.Find(reference);
            Bandit bandit = new(key, model);
            foreach ((string flagKey, string value) in reference.Variations)
            {
                if (!byFlag.TryGetValue(flagKey, out FlagBandits? bandits))
                {
                    byFlag.Add(flagKey, bandits = new FlagBandits(bandit));
                }

                // Of two bandits on one variation the first one is used, as in Eppo's own SDKs.
                bandits.ByValue.TryAdd(value, bandit);
            }
        }

        _byFlag = byFlag.ToFrozenDictionary(StringComparer.Ordinal);
        IsComplete = models.DescribeMissing(references) is null;
    }

    /// <summary>A table without bandits.</summary>
    public static BanditTable Empty { get; } = new([], BanditModels.None);

    public BanditModels Models { get; }

    /// <summary>True when every bandit that a flag refers to has its model, in the version of the reference.</summary>
    public bool IsComplete { get; }

    /// <summary>The bandit that a variation starts, by the variation's value; null when it starts none.</summary>
    public Bandit? Find(string flagKey, string? variationValue) =>
        variationValue is not null && _byFlag.TryGetValue(AsReferenced(flagKey), out FlagBandits? bandits)
            ? bandits.ByValue.GetValueOrDefault(AsReferenced(variationValue))
            : null;

    /// <summary>The first bandit of a flag, of any variation; null when the flag has none.</summary>
    public Bandit? FirstOf(string flagKey) => _byFlag.GetValueOrDefault(AsReferenced(flagKey))?.First;

    /// <summary>A key or value as the references have it.</summary>
    private string AsReferenced(string text) => _hashed ? ObfuscatedText.Hash(text) : text;

    private sealed class FlagBandits(Bandit first)
    {
        public Bandit First => first;

        public Dictionary<string, Bandit> ByValue { get; } = new(StringComparer.Ordinal);
    }
}
