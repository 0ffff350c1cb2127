namespace EppoTyped;

/// <summary>The coefficients that a model has for one action.</summary>
internal sealed class ActionCoefficients
{
    public required double Intercept { get; init; }

    public NumericCoefficient[] SubjectNumeric { get; init; } = [];

    public CategoricalCoefficient[] SubjectCategorical { get; init; } = [];

    public NumericCoefficient[] ActionNumeric { get; init; } = [];

    public CategoricalCoefficient[] ActionCategorical { get; init; } = [];

    /// <summary>
    /// The sum of all terms, in the order of Eppo's JavaScript SDK, so that the last digits agree. Throws what the contexts throw.
    /// </summary>
    public double Score(scoped ref SubjectAttributeCache subject, BanditContext action)
    {
        double score = Intercept;
        foreach (NumericCoefficient coefficient in SubjectNumeric)
        {
            score += coefficient.Term(ref subject);
        }

        foreach (CategoricalCoefficient coefficient in SubjectCategorical)
        {
            score += coefficient.Term(ref subject);
        }

        foreach (NumericCoefficient coefficient in ActionNumeric)
        {
            score += coefficient.Term(action);
        }

        foreach (CategoricalCoefficient coefficient in ActionCategorical)
        {
            score += coefficient.Term(action);
        }

        return score;
    }
}
