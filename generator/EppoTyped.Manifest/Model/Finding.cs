using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Model;

/// <summary>How bad a finding is.</summary>
public enum FindingSeverity
{
    /// <summary>Nothing is wrong, but it could be clearer; an editor shows it, a build does not.</summary>
    Hint,

    /// <summary>The manifest builds, but somebody should look.</summary>
    Warning,

    /// <summary>The manifest must not build.</summary>
    Error,
}

/// <summary>One thing that is wrong in a manifest, at its place.</summary>
/// <param name="Rule">What kind of mistake it is.</param>
/// <param name="Message">What is wrong and what to do, naming the flag.</param>
/// <param name="Path">The manifest's path.</param>
/// <param name="Range">Where it stands.</param>
public sealed record Finding(FindingRule Rule, string Message, string Path, SourceRange Range);

/// <summary>A kind of mistake: its id, its title and its severity, told once for the reader, the generator and the rule pages.</summary>
/// <param name="Id">The id, <c>EPPO1xxx</c>.</param>
/// <param name="Title">A short title.</param>
/// <param name="Severity">How bad it is.</param>
public sealed record FindingRule(string Id, string Title, FindingSeverity Severity);
