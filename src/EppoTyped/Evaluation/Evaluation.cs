namespace EppoTyped;

/// <summary>A value and why it was given.</summary>
/// <typeparam name="T">The type of the flag.</typeparam>
/// <param name="Value">The value: the assigned variation, or the caller's default.</param>
/// <param name="Details">Every step on the way to it.</param>
public sealed record Evaluation<T>(T Value, EvaluationDetails Details)
{
    /// <summary>What came of the evaluation.</summary>
    public EvaluationCode Code => Details.FlagEvaluationCode;

    /// <summary>Why the value was given.</summary>
    public EvaluationReason Reason => Details.Reason;

    /// <summary>What went wrong, if anything did.</summary>
    public EvaluationError Error => Details.Error;

    /// <summary>The key of the variation that was selected; null when none was.</summary>
    public string? VariationKey => Details.VariationKey;

    /// <summary>The key of the allocation that matched; null when none did.</summary>
    public string? AllocationKey => Details.MatchedAllocation?.Key;
}
