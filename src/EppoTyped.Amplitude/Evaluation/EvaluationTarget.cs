using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>What selectors look into: the user or the context, and the results of other flags of the same evaluation.</summary>
internal readonly ref struct EvaluationTarget
{
    private readonly SubjectView _subject;
    private readonly JsonElement _context;
    private readonly FlagResultCache _results;

    /// <summary>A target of a user or any other subject.</summary>
    public EvaluationTarget(SubjectView subject, ICohortStore? cohorts, FlagResultCache results)
    {
        _subject = subject;
        _results = results;
        Cohorts = cohorts;
        User = subject.Typed as AmplitudeUser;
    }

    /// <summary>A target of a context in the form of docs/protocols/amplitude.md, section 4.3.</summary>
    public EvaluationTarget(JsonElement context, FlagResultCache results)
    {
        _context = context;
        _results = results;
    }

    /// <summary>The subject where it is a user, else null.</summary>
    public AmplitudeUser? User { get; }

    /// <summary>The subject, also where it is not a user.</summary>
    public SubjectView Subject => _subject;

    /// <summary>The members of cohorts; null where the caller names the cohorts.</summary>
    public ICohortStore? Cohorts { get; }

    /// <summary>True when there is a context instead of a subject.</summary>
    public bool HasContext => _context.ValueKind != JsonValueKind.Undefined;

    /// <summary>The context; undefined where there is a subject.</summary>
    public JsonElement Context => _context;

    /// <summary>The results of other flags.</summary>
    public FlagResultCache Results => _results;
}
