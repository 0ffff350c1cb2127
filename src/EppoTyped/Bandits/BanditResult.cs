namespace EppoTyped;

/// <summary>The result of a call with actions: the variation, and the action when a bandit chose one.</summary>
/// <typeparam name="T">The type of the variation: <see cref="string"/>, or a generated enum.</typeparam>
/// <param name="Variation">The assigned variation, or the caller's default.</param>
/// <param name="Action">
/// The key of the chosen action; null when the variation has no bandit, when the call has no actions, and with the caller's default.
/// </param>
public readonly record struct BanditResult<T>(T Variation, string? Action);
