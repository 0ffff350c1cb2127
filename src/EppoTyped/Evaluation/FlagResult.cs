using System.Text.Json;

namespace EppoTyped;

/// <summary>The value of one flag for one subject, with code, reason and error.</summary>
public readonly record struct FlagResult
{
    /// <summary>The flag's key.</summary>
    public required string FlagKey { get; init; }

    /// <summary>The declared type of the flag.</summary>
    public required VariationType Type { get; init; }

    /// <summary>
    /// The value, parsed for JSON flags; <see cref="JsonValueKind.Undefined"/> when nothing is assigned and the caller's default applies.
    /// </summary>
    public JsonElement Value { get; init; }

    /// <summary>
    /// The key of the selected variation; null when none was selected, and for an override that is not a variation of the flag.
    /// </summary>
    public string? VariationKey { get; init; }

    /// <summary>The key of the allocation that matched; null when none did.</summary>
    public string? AllocationKey { get; init; }

    /// <summary>The result of the evaluation.</summary>
    public required EvaluationCode Code { get; init; }

    /// <summary>Why the value is what it is.</summary>
    public required EvaluationReason Reason { get; init; }

    /// <summary>What went wrong; <see cref="EvaluationError.None"/> when nothing did.</summary>
    public EvaluationError Error { get; init; }

    /// <summary>True when there is a value.</summary>
    public bool IsAssigned => Code == EvaluationCode.Match;

    internal static FlagResult Of(CompiledFlag flag, int outcome)
    {
        if (outcome < 0)
        {
            (EvaluationCode code, EvaluationReason reason, EvaluationError error) = outcome switch
            {
                Outcome.NoAllocation => (EvaluationCode.DefaultAllocationNull, EvaluationReason.Default, EvaluationError.None),
                Outcome.Disabled => (EvaluationCode.FlagUnrecognizedOrDisabled, EvaluationReason.Disabled, EvaluationError.None),
                Outcome.SetAside => (EvaluationCode.AssignmentError, EvaluationReason.Error, EvaluationError.ParseError),
                Outcome.KeyMissing => (EvaluationCode.AssignmentError, EvaluationReason.Error, EvaluationError.TargetingKeyMissing),
                _ => (EvaluationCode.AssignmentError, EvaluationReason.Error, EvaluationError.General),
            };
            return new FlagResult { FlagKey = flag.Key, Type = flag.Type, Code = code, Reason = reason, Error = error };
        }

        Split split = flag.Splits[outcome];
        Variation? variation = split.Variation?.As(flag.Type);
        bool usable = variation is { Defect: null };
        return new FlagResult
        {
            FlagKey = flag.Key,
            Type = flag.Type,
            Value = usable ? variation!.Raw : default,
            VariationKey = split.VariationKey,
            AllocationKey = split.Allocation.Key,
            Code = usable ? EvaluationCode.Match : EvaluationCode.AssignmentError,
            Reason = usable ? split.EffectiveReason : EvaluationReason.Error,
            Error = usable ? EvaluationError.None : EvaluationError.ParseError,
        };
    }

    internal static FlagResult OfOverride(string flagKey, VariationType type, Variation variation)
    {
        string? key = variation.Key.Length > 0 ? variation.Key : null;
        return new FlagResult
        {
            FlagKey = flagKey,
            Type = type,
            Value = variation.Raw,
            VariationKey = key,
            AllocationKey = key is null ? null : $"override-{key}",
            Code = EvaluationCode.Match,
            Reason = EvaluationReason.Static,
        };
    }
}
