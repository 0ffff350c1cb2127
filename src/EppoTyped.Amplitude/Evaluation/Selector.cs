using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>A path into the context (docs/protocols/amplitude.md, section 4.5), resolved when the flags arrive as far as that can be.</summary>
internal abstract class Selector
{
    private protected Selector(string[] path) => Path = path;

    /// <summary>The names behind <c>context</c>.</summary>
    private protected string[] Path { get; }

    /// <summary>What the path leads to; null for nothing. Throws what a subject throws.</summary>
    public TargetValue Read(scoped in EvaluationTarget target) => target.HasContext ? Select(target.Context, Path) : ReadSubject(target);

    /// <summary>Walks from member to member: only objects have any, and an empty name is none.</summary>
    public static TargetValue Select(JsonElement json, ReadOnlySpan<string> path)
    {
        TargetValue value = TargetValue.Of(json);
        return path.IsEmpty ? value : Select(value, path);
    }

    private protected static TargetValue Select(TargetValue value, ReadOnlySpan<string> path)
    {
        foreach (string name in path)
        {
            value = value.Member(name);
        }

        return value;
    }

    private protected abstract TargetValue ReadSubject(scoped in EvaluationTarget target);
}

/// <summary>A path that leads nowhere.</summary>
internal sealed class NoSelector() : Selector([""])
{
    private protected override TargetValue ReadSubject(scoped in EvaluationTarget target) => default;
}

/// <summary>A path to something that is put together for it alone, such as all properties as one object: written as JSON, then walked.</summary>
internal sealed class WholeSelector(string[] path, SubjectKeyUse keyUse) : Selector(path)
{
    private protected override TargetValue ReadSubject(scoped in EvaluationTarget target)
    {
        AmplitudeUser? user = target.User ?? (target.Subject.AsSubject() is { } subject ? AmplitudeUser.From(subject, keyUse) : null);
        return user is null ? default : Select(UserContext.Of(user, target.Cohorts), Path);
    }
}
