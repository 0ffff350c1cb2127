using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>
/// A path into the context (docs/protocols/amplitude.md, section 4.5), resolved as far as possible when the flags are read.
/// </summary>
internal abstract class Selector
{
    private protected Selector(string[] path) => Path = path;

    /// <summary>The names after <c>context</c>.</summary>
    private protected string[] Path { get; }

    /// <summary>The value at the path; null for none. Throws what the subject throws.</summary>
    public TargetValue Read(scoped in EvaluationTarget target) => target.HasContext ? Select(target.Context, Path) : ReadSubject(target);

    /// <summary>The value at a path: only objects have members, and an empty name finds none.</summary>
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

/// <summary>A path that never finds a value.</summary>
internal sealed class NoSelector() : Selector([""])
{
    private protected override TargetValue ReadSubject(scoped in EvaluationTarget target) => default;
}

/// <summary>
/// A path to a value that is composed for it, such as all properties as one object: the context is written as JSON, then searched.
/// </summary>
internal sealed class WholeSelector(string[] path, SubjectKeyUse keyUse) : Selector(path)
{
    private protected override TargetValue ReadSubject(scoped in EvaluationTarget target)
    {
        AmplitudeUser? user = target.User ?? (target.Subject.AsSubject() is { } subject ? AmplitudeUser.From(subject, keyUse) : null);
        return user is null ? default : Select(UserContext.Of(user, target.Cohorts), Path);
    }
}
