namespace EppoTyped;

/// <summary>What came of a bandit.</summary>
/// <param name="Action">The action chosen; null when none was.</param>
/// <param name="Code">What came of it, by Eppo's codes.</param>
internal readonly record struct BanditChoice(string? Action, EvaluationCode Code)
{
    public static BanditChoice Failed => new(null, EvaluationCode.BanditError);
}
