namespace EppoTyped;

/// <summary>What a model has learnt about one action.</summary>
internal sealed class ActionCoefficients
{
    public required double Intercept { get; init; }

    public NumericCoefficient[] SubjectNumeric { get; init; } = [];

    public CategoricalCoefficient[] SubjectCategorical { get; init; } = [];

    public NumericCoefficient[] ActionNumeric { get; init; } = [];

    public CategoricalCoefficient[] ActionCategorical { get; init; } = [];

    /// <summary>The sum of all terms, in the order of Eppo's JavaScript SDK, so that its last digits agree. Throws what the contexts throw.</summary>
    public double Score(scoped ref SubjectReadings subject, BanditContext action)
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
