namespace EppoTyped.Amplitude;

/// <summary>What the flags of one set have in common.</summary>
/// <param name="settings">The settings of the engine.</param>
internal sealed class FlagSetLayout(EngineSettings settings)
{
    /// <summary>The number of flags whose results other flags read.</summary>
    public int Slots { get; set; }

    public ICohortStore? Cohorts => settings.Cohorts;

    public Func<ISubject, AmplitudeUser>? ToUser => settings.ToUser;

    /// <summary>The subject, converted where the application has a conversion of its own.</summary>
    public SubjectView UserOf(scoped in SubjectView subject) =>
        ToUser is not { } toUser || subject.Typed is AmplitudeUser || subject.AsSubject() is not { } typed
            ? subject
            : new SubjectView(toUser(typed));
}
