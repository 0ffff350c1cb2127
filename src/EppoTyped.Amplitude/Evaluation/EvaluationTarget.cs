using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>What selectors look into: the user or the context given, and what other flags of the same evaluation came to.</summary>
internal readonly ref struct EvaluationTarget
{
    private readonly SubjectView _subject;
    private readonly JsonElement _context;
    private readonly FlagResultCache _results;

    /// <summary>A user, or any subject.</summary>
    public EvaluationTarget(SubjectView subject, ICohortStore? cohorts, FlagResultCache results)
    {
        _subject = subject;
        _results = results;
        Cohorts = cohorts;
        User = subject.Typed as AmplitudeUser;
    }

    /// <summary>A context in the form of docs/protocols/amplitude.md, section 4.3.</summary>
    public EvaluationTarget(JsonElement context, FlagResultCache results)
    {
        _context = context;
        _results = results;
    }

    /// <summary>The subject, where it is a user.</summary>
    public AmplitudeUser? User { get; }

    /// <summary>The subject, where it is none.</summary>
    public SubjectView Subject => _subject;

    /// <summary>Who is in which cohort; null where cohorts are the caller's own.</summary>
    public ICohortStore? Cohorts { get; }

    /// <summary>True when there is a context instead of a subject.</summary>
    public bool HasContext => _context.ValueKind != JsonValueKind.Undefined;

    /// <summary>The context; undefined where there is a subject.</summary>
    public JsonElement Context => _context;

    /// <summary>What other flags came to.</summary>
    public FlagResultCache Results => _results;
}
