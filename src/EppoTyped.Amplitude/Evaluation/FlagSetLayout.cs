namespace EppoTyped.Amplitude;

/// <summary>What the flags of one set share.</summary>
/// <param name="settings">How subjects are taken, and where cohorts are looked up.</param>
internal sealed class FlagSetLayout(EngineSettings settings)
{
    /// <summary>How many flags others ask for.</summary>
    public int Slots { get; set; }

    public ICohortStore? Cohorts => settings.Cohorts;

    public Func<ISubject, AmplitudeUser>? ToUser => settings.ToUser;

    /// <summary>The subject, made a user where the application has a way of its own.</summary>
    public SubjectView UserOf(scoped in SubjectView subject) =>
        ToUser is not { } toUser || subject.Typed is AmplitudeUser || subject.AsSubject() is not { } typed ? subject : new SubjectView(toUser(typed));
}
