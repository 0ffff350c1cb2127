using System.Collections.Frozen;

namespace EppoTyped;

/// <summary>What one response of the bandits endpoint says.</summary>
internal sealed class BanditModels
{
    private FrozenDictionary<string, string>? _keysByHash;

    public static BanditModels None { get; } = new();

    /// <summary>By the bandit's key.</summary>
    public IReadOnlyDictionary<string, BanditModel> ByBandit { get; init; } = FrozenDictionary<string, BanditModel>.Empty;

    /// <summary>Why the response as a whole is refused; null when it is not.</summary>
    public string? Problem { get; init; }

    /// <summary>Finds the model that a reference means. An obfuscated flag configuration has the hashes of keys and versions, where the models have them in clear.</summary>
    /// <returns>The bandit's key as the models have it, and its model; the reference's own key and null where there is none.</returns>
    public (string Key, BanditModel? Model) Find(BanditReference reference)
    {
        if (ByBandit.TryGetValue(reference.BanditKey, out BanditModel? model))
        {
            return (reference.BanditKey, model);
        }

        _keysByHash ??= ByBandit.Keys.ToFrozenDictionary(ObfuscatedText.Hash, key => key, StringComparer.Ordinal);
        return _keysByHash.TryGetValue(reference.BanditKey, out string? key) ? (key, ByBandit[key]) : (reference.BanditKey, null);
    }

    /// <summary>Names a bandit that flags refer to and whose model is not here in the version they name; null when all are. Compared bandit by bandit: two may share a version.</summary>
    public string? Lacks(IEnumerable<BanditReference> references)
    {
        foreach (BanditReference reference in references)
        {
            if (reference.Variations.Count > 0
                && !(Find(reference).Model is { } model && (reference.ModelVersion is not { } version || version == model.Version || version == ObfuscatedText.Hash(model.Version))))
            {
                return $"version \"{LogText.Sanitize(reference.ModelVersion ?? "")}\" of bandit {LogText.Sanitize(reference.BanditKey)}";
            }
        }

        return null;
    }
}
