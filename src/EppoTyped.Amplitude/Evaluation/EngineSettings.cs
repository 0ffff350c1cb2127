namespace EppoTyped.Amplitude;

/// <summary>Settings of the engine for every set of flags.</summary>
internal sealed record EngineSettings
{
    /// <summary>Which id the key of a subject becomes, where the subject is not a user.</summary>
    public SubjectKeyUse SubjectKey { get; init; }

    /// <summary>Converts a subject to a user; null to read subjects directly, as docs/protocols/amplitude.md, section 5.3 says.</summary>
    public Func<ISubject, AmplitudeUser>? ToUser { get; init; }

    /// <summary>The members of cohorts; null where callers name the cohorts.</summary>
    public ICohortStore? Cohorts { get; init; }

    /// <summary>Whether a set is refused as a whole where one of its flags would be set aside.</summary>
    public bool Strict { get; init; }

    /// <summary>Called with the key of a flag that is asked for and absent.</summary>
    public Action<string>? Absent { get; init; }

    /// <summary>Whether typed calls are logged as assignments.</summary>
    public bool LogsAssignments { get; init; }
}
