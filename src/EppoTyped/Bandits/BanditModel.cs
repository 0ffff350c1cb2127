using System.Collections.Frozen;

namespace EppoTyped;

/// <summary>A bandit's model (falcon), compiled when it arrives.</summary>
internal sealed record BanditModel
{
    public required string Version { get; init; }

    /// <summary>How strongly better scores are preferred; not negative.</summary>
    public required double Gamma { get; init; }

    /// <summary>The score of an action that the model does not know.</summary>
    public required double DefaultActionScore { get; init; }

    /// <summary>What all actions together are guaranteed: each gets its share of it.</summary>
    public required double ActionProbabilityFloor { get; init; }

    /// <summary>By the action's key, ordinally.</summary>
    public required FrozenDictionary<string, ActionCoefficients> Coefficients { get; init; }

    /// <summary>The score of an action. Throws what the contexts throw.</summary>
    public double Score(string actionKey, scoped ref SubjectReadings subject, BanditContext action) =>
        Coefficients.TryGetValue(actionKey, out ActionCoefficients? coefficients) ? coefficients.Score(ref subject, action) : DefaultActionScore;
}
