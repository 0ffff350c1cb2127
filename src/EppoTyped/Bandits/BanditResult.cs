namespace EppoTyped;

/// <summary>What a flag with a bandit gives: the variation, and the action when a bandit chose one.</summary>
/// <typeparam name="T">The variation: text, or a generated enum.</typeparam>
/// <param name="Variation">The variation assigned, or the caller's default.</param>
/// <param name="Action">The key of the action; null when the variation has no bandit, when there was nothing to choose from, and with the default.</param>
public readonly record struct BanditResult<T>(T Variation, string? Action);
