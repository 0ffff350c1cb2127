namespace EppoTyped.Amplitude;

/// <summary>How the engine is set up, for every set of flags that arrives.</summary>
internal sealed record EngineSettings
{
    /// <summary>What the key of a subject is, where the subject is no user.</summary>
    public SubjectKeyUse SubjectKey { get; init; }

    /// <summary>Makes a user of a subject; null to read subjects where they are, by docs/protocols/amplitude.md, section 5.3.</summary>
    public Func<ISubject, AmplitudeUser>? ToUser { get; init; }

    /// <summary>Who is in which cohort; null where callers say it themselves.</summary>
    public ICohortStore? Cohorts { get; init; }

    /// <summary>Whether a set with a flag that would be set aside is refused as a whole.</summary>
    public bool Strict { get; init; }

    /// <summary>Is told of flags that are asked for and not there.</summary>
    public Action<string>? Absent { get; init; }

    /// <summary>Whether typed calls are logged as assignments.</summary>
    public bool LogsAssignments { get; init; }
}
