using System.Collections.Frozen;

namespace EppoTyped;

/// <summary>What one response of the bandits endpoint says.</summary>
internal sealed class BanditModels
{
    public static BanditModels None { get; } = new();

    /// <summary>By the bandit's key.</summary>
    public IReadOnlyDictionary<string, BanditModel> ByBandit { get; init; } = FrozenDictionary<string, BanditModel>.Empty;

    /// <summary>Why the response as a whole is refused; null when it is not.</summary>
    public string? Problem { get; init; }

    /// <summary>Names a bandit that flags refer to and whose model is not here in the version they name; null when all are. Compared bandit by bandit: two may share a version.</summary>
    public string? Lacks(IEnumerable<BanditReference> references)
    {
        foreach (BanditReference reference in references)
        {
            if (reference.Variations.Count > 0
                && !(ByBandit.TryGetValue(reference.BanditKey, out BanditModel? model)
                    && (reference.ModelVersion is null || string.Equals(model.Version, reference.ModelVersion, StringComparison.Ordinal))))
            {
                return $"version \"{OneLine.Of(reference.ModelVersion ?? "")}\" of bandit {OneLine.Of(reference.BanditKey)}";
            }
        }

        return null;
    }
}
