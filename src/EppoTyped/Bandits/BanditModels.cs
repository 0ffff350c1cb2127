using System.Collections.Frozen;
using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>The models in one response of the bandits endpoint.</summary>
internal sealed class BanditModels
{
    private FrozenDictionary<string, string>? _keysByHash;

    public static BanditModels None { get; } = new();

    /// <summary>The models by the keys of their bandits.</summary>
    public IReadOnlyDictionary<string, BanditModel> ByBandit { get; init; } = FrozenDictionary<string, BanditModel>.Empty;

    /// <summary>Why the whole response is refused; null when it is not.</summary>
    public string? Problem { get; init; }

    /// <summary>The defects of the bandits that could not be read, by the keys of the bandits.</summary>
    public IReadOnlyDictionary<string, string> SetAside { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Logs what could not be read. The flags are used all the same: a bandit without a model leaves its variation assigned.</summary>
    public void LogDefects(ILogger diagnostics)
    {
        foreach ((string banditKey, string defect) in SetAside)
        {
            diagnostics.BanditSetAside(LogText.Sanitize(banditKey), defect);
        }

        if (Problem is not null)
        {
            diagnostics.BanditModelsRefused(Problem);
        }
    }

    /// <summary>
    /// Finds the model of a reference. An obfuscated flag configuration has hashes of keys and versions; the models have them in plain
    /// text.
    /// </summary>
    /// <returns>The bandit's key in the models, and its model; the reference's own key and null where there is no model.</returns>
    public (string Key, BanditModel? Model) Find(BanditReference reference)
    {
        if (ByBandit.TryGetValue(reference.BanditKey, out BanditModel? model))
        {
            return (reference.BanditKey, model);
        }

        _keysByHash ??= ByBandit.Keys.ToFrozenDictionary(ObfuscatedText.Hash, key => key, StringComparer.Ordinal);
        return _keysByHash.TryGetValue(reference.BanditKey, out string? key) ? (key, ByBandit[key]) : (reference.BanditKey, null);
    }

    /// <summary>
    /// Describes the first bandit that flags refer to and whose model is missing, or has another version; null when there is none. Compared
    /// bandit by bandit, because two may have the same version.
    /// </summary>
    public string? DescribeMissing(IEnumerable<BanditReference> references)
    {
        foreach (BanditReference reference in references)
        {
            if (reference.Variations.Count > 0 && !(Find(reference).Model is { } model && HasVersion(model, reference.ModelVersion)))
            {
                return $"version \"{LogText.Sanitize(reference.ModelVersion ?? "")}\" of bandit {LogText.Sanitize(reference.BanditKey)}";
            }
        }

        return null;
    }

    private static bool HasVersion(BanditModel model, string? version) =>
        version is null || version == model.Version || version == ObfuscatedText.Hash(model.Version);
}
