namespace EppoTyped;

/// <summary>The value of a flag for a subject, and the reason.</summary>
/// <typeparam name="T">The type of the flag.</typeparam>
/// <param name="Value">The assigned variation, or the caller's default.</param>
/// <param name="Details">Every step of the evaluation.</param>
public sealed record Evaluation<T>(T Value, EvaluationDetails Details)
{
    /// <summary>The result of the evaluation.</summary>
    public EvaluationCode Code => Details.FlagEvaluationCode;

    /// <summary>Why the value is what it is.</summary>
    public EvaluationReason Reason => Details.Reason;

    /// <summary>What went wrong; <see cref="EvaluationError.None"/> when nothing did.</summary>
    public EvaluationError Error => Details.Error;

    /// <summary>The key of the selected variation; null when none was selected.</summary>
    public string? VariationKey => Details.VariationKey;

    /// <summary>The key of the allocation that matched; null when none did.</summary>
    public string? AllocationKey => Details.MatchedAllocation?.Key;
}
