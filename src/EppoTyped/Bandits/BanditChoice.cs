namespace EppoTyped;

/// <summary>The result of a bandit.</summary>
/// <param name="Action">The key of the chosen action; null when none was chosen.</param>
/// <param name="Code">The result as one of Eppo's codes.</param>
internal readonly record struct BanditChoice(string? Action, EvaluationCode Code)
{
    public static BanditChoice Failed => new(null, EvaluationCode.BanditError);
}
