using System.Text.Json;

namespace EppoTyped.Amplitude;

// Flags evaluated together, as Amplitude's own SDKs do it; typed calls ask one flag at a time.
public sealed partial class AmplitudeLocalClient
{
    /// <summary>Evaluates flags for a user, those they depend on included. A flag without a variant for the user is not there. Never throws.</summary>
    /// <param name="user">Whom for: an <see cref="AmplitudeUser"/>, or any subject, taken as <see cref="AmplitudeLocalOptions.ToUser"/> says.</param>
    /// <param name="flagKeys">Which flags; null or empty for all. Keys that are not there are passed over.</param>
    /// <param name="options">What the call wants; null for every variant, default ones too, and no exposure tracked.</param>
    public IReadOnlyDictionary<string, Variant> Evaluate(ISubject? user, IEnumerable<string>? flagKeys = null, EvaluateOptions? options = null)
    {
        if (Core.Table is not AmplitudeTable table)
        {
            return new Dictionary<string, Variant>();
        }

        Dictionary<string, Variant> variants;
        try
        {
            variants = FlagSetEvaluation.Run(table, new SubjectView(user), flagKeys, Core.Misbehaviour.ReportThrowingSubject);
        }
        catch (Exception exception)
        {
            // The subject's key threw, the application's ToUser, or the list of flags.
            Core.Misbehaviour.ReportThrowingSubject(exception, "(all)");
            return new Dictionary<string, Variant>();
        }

        if (_tracker is not null && user is not null)
        {
            Track(_tracker, user, variants, options ?? new EvaluateOptions());
        }

        return options is { WithoutDefaults: true }
            ? variants.Where(entry => entry.Value is { IsDefault: false, IsDeployed: true }).ToDictionary(StringComparer.Ordinal)
            : variants;
    }

    /// <summary>Evaluates flags for a context in the engine's own form, with <c>user</c> and <c>groups</c>: for tools and tests. Nothing is tracked.</summary>
    /// <param name="context">A JSON object.</param>
    /// <param name="flagKeys">Which flags; null or empty for all.</param>
    public IReadOnlyDictionary<string, Variant> EvaluateContext(JsonElement context, IEnumerable<string>? flagKeys = null) =>
        Core.Table is AmplitudeTable table ? FlagSetEvaluation.Run(table, context, flagKeys) : new Dictionary<string, Variant>();

    private void Track(EvaluationTracker tracker, ISubject subject, Dictionary<string, Variant> variants, EvaluateOptions options)
    {
        try
        {
            AmplitudeUser user = subject as AmplitudeUser ?? _options.ToUser?.Invoke(subject) ?? AmplitudeUser.From(subject, _options.SubjectKey);
            tracker.Track(user, variants, options);
        }
        catch (Exception exception)
        {
            // The variants stand; the event has nobody to name.
            Core.Misbehaviour.ReportThrowingSubject(exception, "(all)");
        }
    }
}
