using System.Text.Json;

namespace EppoTyped.Amplitude;

// Evaluation of several flags together, as in Amplitude's own SDKs. Typed calls evaluate one flag at a time.
public sealed partial class AmplitudeLocalClient
{
    /// <summary>
    /// Evaluates flags for a user, and the flags they depend on. A flag without a variant for the user is not in the result. Never throws.
    /// </summary>
    /// <param name="user">
    /// The user to evaluate for: an <see cref="AmplitudeUser"/>, or any subject, converted as <see cref="AmplitudeLocalOptions.ToUser"/>
    /// says.
    /// </param>
    /// <param name="flagKeys">The flags to evaluate; null or empty for all. Unknown keys are ignored.</param>
    /// <param name="options">The options of this evaluation; null to return all variants and to track no exposures.</param>
    /// <returns>The variants by flag key; empty before the client has flags.</returns>
    public IReadOnlyDictionary<string, Variant> Evaluate(
        ISubject? user, IEnumerable<string>? flagKeys = null, EvaluateOptions? options = null)
    {
        if (Core.Table is not AmplitudeTable table)
        {
            return new Dictionary<string, Variant>();
        }

        Dictionary<string, Variant> variants;
        try
        {
            variants = FlagSetEvaluation.Run(table, new SubjectView(user), flagKeys, Core.ReportThrowingSubject);
        }
        catch (Exception exception)
        {
            // The subject's key threw, or the application's ToUser, or the enumeration of the flag keys.
            Core.ReportThrowingSubject(exception, "(all)");
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

    /// <summary>Evaluates flags for a context in the engine's own form, for tools and tests. Nothing is tracked.</summary>
    /// <param name="context">
    /// A JSON object with the members <c>user</c> and <c>groups</c>: docs/protocols/amplitude.md, section 4.3.
    /// </param>
    /// <param name="flagKeys">The flags to evaluate; null or empty for all. Unknown keys are ignored.</param>
    /// <returns>The variants by flag key; empty before the client has flags.</returns>
    public IReadOnlyDictionary<string, Variant> EvaluateContext(JsonElement context, IEnumerable<string>? flagKeys = null) =>
        Core.Table is AmplitudeTable table ? FlagSetEvaluation.Run(table, context, flagKeys) : new Dictionary<string, Variant>();

    private void Track(EvaluationTracker tracker, ISubject subject, Dictionary<string, Variant> variants, EvaluateOptions options)
    {
        try
        {
            AmplitudeUser user = subject as AmplitudeUser
                ?? _options.ToUser?.Invoke(subject)
                ?? AmplitudeUser.From(subject, _options.SubjectKey);
            tracker.Track(user, variants, options);
        }
        catch (Exception exception)
        {
            // The variants are returned; without a user there is no event.
            Core.ReportThrowingSubject(exception, "(all)");
        }
    }
}
