namespace EppoTyped.Amplitude;

/// <summary>The flags of one answer of Amplitude's, in the order in which they are evaluated together.</summary>
internal sealed record AmplitudeTable : FlagTable
{
    /// <summary>What the flags share.</summary>
    public required FlagSetLayout Layout { get; init; }

    /// <summary>Every flag that can be evaluated, behind what it depends on.</summary>
    public required AmplitudeFlag[] InOrder { get; init; }

    /// <summary>The cohorts that some condition asks for.</summary>
    public required IReadOnlySet<CohortReference> Cohorts { get; init; }

    /// <summary>The flag that can be evaluated; null for every other key.</summary>
    public AmplitudeFlag? Find(string key) => Flags.TryGetValue(key, out CompiledFlag? flag) ? flag.CustomEvaluator as AmplitudeFlag : null;
}
