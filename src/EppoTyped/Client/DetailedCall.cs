namespace EppoTyped;

/// <summary>Evaluates with every step recorded. Not on the path of a plain call, and by the same conditions and shards.</summary>
internal static class DetailedCall
{
    private const string OverrideApplied = "Flag override applied";

    /// <summary>
    /// Evaluates as <see cref="CompiledFlag.Evaluate"/> does, with details. Throws what the subject throws when a rule reads it, and
    /// nothing else.
    /// </summary>
    /// <param name="core">The client.</param>
    /// <param name="table">The configuration, also before the first one.</param>
    /// <param name="flagKey">The flag.</param>
    /// <param name="type">The type of the call; null takes the flag's own.</param>
    /// <param name="subject">The subject to evaluate for.</param>
    /// <param name="outcome">The split selected, or another outcome.</param>
    public static EvaluationDetails Run(
        ClientCore core, FlagTable table, string flagKey, VariationType? type, scoped in SubjectView subject, out int outcome)
    {
        EvaluationDetails blank = Blank(core, table, flagKey, subject);

        if (!table.IsReady)
        {
            outcome = Outcome.NotReady;
            return blank with
            {
                FlagEvaluationCode = EvaluationCode.ConfigurationMissing,
                FlagEvaluationDescription = $"No configuration has arrived yet: flag {flagKey} gives the caller's default",
                Error = EvaluationError.ProviderNotReady,
            };
        }

        if (!table.TryFind(flagKey, out CompiledFlag? flag))
        {
            table.ReportAbsent(flagKey);
            outcome = Outcome.UnknownFlag;
            return blank with
            {
                FlagEvaluationCode = EvaluationCode.FlagUnrecognizedOrDisabled,
                FlagEvaluationDescription = $"Unrecognized or disabled flag: {flagKey}",
                Error = EvaluationError.FlagNotFound,
            };
        }

        if (flag.Defect is not null)
        {
            outcome = Outcome.SetAside;
            return blank with
            {
                FlagEvaluationDescription = $"Flag {flagKey} cannot be read and is set aside: {flag.Defect}",
                Error = EvaluationError.ParseError,
            };
        }

        if (type is { } expected && flag.Type != expected && !flag.AcceptsType(expected))
        {
            outcome = Outcome.WrongType;
            return blank with
            {
                FlagEvaluationCode = EvaluationCode.TypeMismatch,
                FlagEvaluationDescription = "Variation value does not have the correct type. "
                    + $"Found {flag.Type.ToWire()}, but expected {expected.ToWire()} for flag {flagKey}",
                Error = EvaluationError.TypeMismatch,
                Allocations = AllocationTrace.Unevaluated(flag),
            };
        }

        if (flag.AllowList is { } allowList && allowList.TryFind(subject.Key, out outcome))
        {
            return Selected(blank with { Allocations = AllocationTrace.Unevaluated(flag) }, flag, type, null, ref outcome);
        }

        if (!flag.Enabled || flag.AllowList is { IsFlagEnabled: false })
        {
            outcome = Outcome.Disabled;
            return blank with
            {
                FlagEvaluationCode = EvaluationCode.FlagUnrecognizedOrDisabled,
                FlagEvaluationDescription = $"Unrecognized or disabled flag: {flagKey}",
                Reason = EvaluationReason.Disabled,
                Allocations = AllocationTrace.Unevaluated(flag),
            };
        }

        AllocationTrace trace = new(flag, blank.Timestamp.UtcTicks);
        trace.Evaluate(subject);
        outcome = trace.Outcome;
        EvaluationDetails details = blank with { Allocations = trace.Allocations };
        return outcome switch
        {
            >= 0 => Selected(details, flag, type, trace, ref outcome),
            Outcome.KeyMissing => details with
            {
                FlagEvaluationDescription =
                    $"The subject key is null, and a split of allocation \"{trace.Allocations[trace.EndIndex].Key}\" needs it",
                Error = EvaluationError.TargetingKeyMissing,
            },
            _ => details with
            {
                FlagEvaluationCode = EvaluationCode.DefaultAllocationNull,
                FlagEvaluationDescription = "No allocations matched. Falling back to \"Default Allocation\", serving NULL",
                Reason = EvaluationReason.Default,
            },
        };
    }

    /// <summary>
    /// What is left when the subject threw: a flag that does not depend on it is evaluated all the same, as in a plain call. Never throws.
    /// </summary>
    public static EvaluationDetails RunWithoutSubject(
        ClientCore core, FlagTable table, string flagKey, VariationType? type, string? subjectKey, Exception exception, out int outcome)
    {
        SubjectView keyOnly = new(subjectKey, null);
        bool needsSubject = table.TryFind(flagKey, out CompiledFlag? flag)
            && flag is { ConstantOutcome: Outcome.DependsOnSubject, Enabled: true, Defect: null };
        if (!needsSubject)
        {
            return Run(core, table, flagKey, type, keyOnly, out outcome);
        }

        outcome = Outcome.Failed;
        return Blank(core, table, flagKey, keyOnly) with
        {
            FlagEvaluationDescription = $"Assignment Error: {exception.Message}",
            Error = EvaluationError.General,
        };
    }

    /// <summary>The details of a call that an override decided. Never throws.</summary>
    public static EvaluationDetails Overridden(
        ClientCore core, FlagTable table, string flagKey, scoped in SubjectView subject, Variation? variation)
    {
        string? variationKey = variation is { Key.Length: > 0 } ? variation.Key : null;
        return Blank(core, table, flagKey, subject) with
        {
            FlagEvaluationCode = EvaluationCode.Match,
            FlagEvaluationDescription = OverrideApplied,
            Reason = EvaluationReason.Static,
            VariationKey = variationKey,
            VariationValue = variation?.Raw ?? default,
            // As Eppo's own SDKs report it: an allocation of the override's own, at place 1.
            MatchedAllocation = variationKey is null
                ? null
                : new EvaluatedAllocation($"override-{variationKey}", 1, AllocationEvaluationCode.Match, [], []),
        };
    }

    /// <summary>The details that every evaluation has, as an error that the cases replace.</summary>
    private static EvaluationDetails Blank(ClientCore core, FlagTable table, string flagKey, scoped in SubjectView subject) => new()
    {
        FlagKey = flagKey,
        SubjectKey = subject.Key,
        SubjectAttributes = core.Misbehaviour.CopyAttributes(flagKey, subject),
        Timestamp = core.Clock.GetUtcNow().ToUniversalTime(),
        EnvironmentName = table.EnvironmentName,
        ConfigFetchedAt = table.FetchedAt,
        ConfigPublishedAt = table.PublishedAt,
        Stale = table.Stale,
        FlagEvaluationCode = EvaluationCode.AssignmentError,
        FlagEvaluationDescription = "",
        Reason = EvaluationReason.Error,
    };

    /// <summary>The details of a selected split: by the allocations, or by the flag's allow list without them.</summary>
    private static EvaluationDetails Selected(
        EvaluationDetails details, CompiledFlag flag, VariationType? type, AllocationTrace? trace, ref int outcome)
    {
        Split split = flag.Splits[outcome];
        Variation? variation = split.Variation?.As(type ?? flag.Type);
        EvaluationDetails selected = details with
        {
            FlagEvaluationCode = EvaluationCode.Match,
            VariationKey = split.VariationKey,
            VariationValue = variation?.Raw ?? default,
            MatchedRule = trace?.MatchedRule,
            MatchedAllocation = trace?.Allocations[trace.EndIndex],
        };
        string? problem = variation is null ? $"Variation ({split.VariationKey}) does not exist in flag {flag.Key}" : variation.Defect;
        if (problem is not null)
        {
            outcome = Outcome.Unusable;
            return selected with
            {
                FlagEvaluationCode = EvaluationCode.AssignmentError,
                FlagEvaluationDescription = problem,
                Error = EvaluationError.ParseError,
            };
        }

        return selected with
        {
            FlagEvaluationDescription = trace is null ? OverrideApplied : Describe(split, details.SubjectKey),
            Reason = split.EffectiveReason,
        };
    }

    private static string Describe(Split split, string? subjectKey)
    {
        string subject = subjectKey ?? "A subject without a key";
        string allocation = split.Allocation.Key;
        if (split.Reason is not null)
        {
            return $"{subject} was assigned \"{split.VariationKey}\" by \"{allocation}\".";
        }

        if (split.Allocation.Rules.Length == 0)
        {
            return $"{subject} belongs to the range of traffic assigned to \"{split.VariationKey}\" "
                + $"defined in allocation \"{allocation}\".";
        }

        bool hasTraffic = split.Allocation.SplitCount > 1 || split.Shards.Length > 1;
        return hasTraffic
            ? $"Supplied attributes match rules defined in allocation \"{allocation}\" and {subject} "
                + $"belongs to the range of traffic assigned to \"{split.VariationKey}\"."
            : $"Supplied attributes match rules defined in allocation \"{allocation}\".";
    }
}
