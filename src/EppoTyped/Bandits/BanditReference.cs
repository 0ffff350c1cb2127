namespace EppoTyped;

/// <summary>Which variations of which flags start a bandit, as the flag configuration says.</summary>
/// <param name="BanditKey">The bandit.</param>
/// <param name="ModelVersion">The version of the model that is current; null when it does not say.</param>
/// <param name="Variations">The flags and the values of their variations; one may be listed for several allocations.</param>
/// <param name="Defect">What could not be read; null when all could.</param>
internal sealed record BanditReference(string BanditKey, string? ModelVersion, IReadOnlyList<(string FlagKey, string VariationValue)> Variations, string? Defect);
