namespace EppoTyped.Amplitude;

/// <summary>The flags of one response of Amplitude, in the order in which they are evaluated together.</summary>
internal sealed record AmplitudeTable : FlagTable
{
    /// <summary>What the flags have in common.</summary>
    public required FlagSetLayout Layout { get; init; }

    /// <summary>Every flag that can be evaluated, after the flags it depends on.</summary>
    public required AmplitudeFlag[] InOrder { get; init; }

    /// <summary>The cohorts that conditions use.</summary>
    public required IReadOnlySet<CohortReference> Cohorts { get; init; }

    /// <summary>The flag of a key; null where there is none that can be evaluated.</summary>
    public AmplitudeFlag? Find(string key) =>
        Flags.TryGetValue(key, out CompiledFlag? flag) ? flag.CustomEvaluator as AmplitudeFlag : null;
}
