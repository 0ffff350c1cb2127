using System.Collections.Frozen;

namespace EppoTyped;

/// <summary>A bandit's model (Eppo's "falcon"), compiled when it arrives.</summary>
internal sealed record BanditModel
{
    public required string Version { get; init; }

    /// <summary>How strongly better scores are preferred; 0 or more.</summary>
    public required double Gamma { get; init; }

    /// <summary>The score of an action without coefficients.</summary>
    public required double DefaultActionScore { get; init; }

    /// <summary>The probability that all actions together are guaranteed; it is divided by their number.</summary>
    public required double ActionProbabilityFloor { get; init; }

    /// <summary>By the action's key, compared ordinally.</summary>
    public required FrozenDictionary<string, ActionCoefficients> Coefficients { get; init; }

    /// <summary>The score of an action. Throws what the contexts throw.</summary>
    public double Score(string actionKey, scoped ref SubjectAttributeCache subject, BanditContext action) =>
        Coefficients.TryGetValue(actionKey, out ActionCoefficients? coefficients)
            ? coefficients.Score(ref subject, action)
            : DefaultActionScore;
}
