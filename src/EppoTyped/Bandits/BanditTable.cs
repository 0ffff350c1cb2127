using System.Collections.Frozen;

namespace EppoTyped;

/// <summary>The bandits of one configuration: which variation of which flag starts which. Immutable.</summary>
internal sealed class BanditTable
{
    private readonly FrozenDictionary<string, FlagBandits> _byFlag;
    private readonly bool _hashed;

    /// <summary>Joins references and models. A model of another version than the reference names still chooses: it is the last one that is known.</summary>
    /// <param name="references">What the flag configuration says.</param>
    /// <param name="models">What the bandits endpoint says.</param>
    /// <param name="hashed">True where the references have the hashes of flags and values, as client tokens get them.</param>
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

                // Of two bandits on one variation the first one counts, as in Eppo's own SDKs.
                bandits.ByValue.TryAdd(value, bandit);
            }
        }

        _byFlag = byFlag.ToFrozenDictionary(StringComparer.Ordinal);
        IsComplete = models.Lacks(references) is null;
    }

    /// <summary>No flag has a bandit.</summary>
    public static BanditTable Empty { get; } = new([], BanditModels.None);

    public BanditModels Models { get; }

    /// <summary>True when every bandit that a flag refers to has its model, in the version referred to.</summary>
    public bool IsComplete { get; }

    /// <summary>The bandit that a variation starts, by its value; null when it starts none.</summary>
    public Bandit? Find(string flagKey, string? variationValue) =>
        variationValue is not null && _byFlag.TryGetValue(Named(flagKey), out FlagBandits? bandits) ? bandits.ByValue.GetValueOrDefault(Named(variationValue)) : null;

    /// <summary>The first bandit of a flag, whatever its variation.</summary>
    public Bandit? FirstOf(string flagKey) => _byFlag.GetValueOrDefault(Named(flagKey))?.First;

    /// <summary>A text as the references have it.</summary>
    private string Named(string text) => _hashed ? ObfuscatedText.Hash(text) : text;

    private sealed class FlagBandits(Bandit first)
    {
        public Bandit First => first;

        public Dictionary<string, Bandit> ByValue { get; } = new(StringComparer.Ordinal);
    }
}
