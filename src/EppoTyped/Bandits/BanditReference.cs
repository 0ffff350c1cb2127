namespace EppoTyped;

/// <summary>A reference of the flag configuration to a bandit: the variations that start it.</summary>
/// <param name="BanditKey">The bandit's key.</param>
/// <param name="ModelVersion">The current version of its model; null when the configuration has none.</param>
/// <param name="Variations">The flags, and the values of their variations; one may be listed for several allocations.</param>
/// <param name="Defect">What could not be read; null when everything could.</param>
internal sealed record BanditReference(
    string BanditKey, string? ModelVersion, IReadOnlyList<(string FlagKey, string VariationValue)> Variations, string? Defect);
