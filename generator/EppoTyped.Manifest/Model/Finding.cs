using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Model;

/// <summary>The severity of a finding.</summary>
public enum FindingSeverity
{
    /// <summary>Nothing is wrong, but it could be clearer. Editors show it, builds do not.</summary>
    Hint,

    /// <summary>The manifest can be used, but there is probably a mistake.</summary>
    Warning,

    /// <summary>The manifest must not be used: the build fails.</summary>
    Error,
}

/// <summary>A mistake in a manifest, with its place.</summary>
/// <param name="Rule">The kind of mistake.</param>
/// <param name="Message">What is wrong and what to do. It contains the flag's key.</param>
/// <param name="Path">The manifest's path.</param>
/// <param name="Range">Its place.</param>
public sealed record Finding(FindingRule Rule, string Message, string Path, SourceRange Range);

/// <summary>A kind of mistake: its id, title and severity for the reader, the generator and the rule pages.</summary>
/// <param name="Id">The id, <c>EPPO1xxx</c>.</param>
/// <param name="Title">A short title.</param>
/// <param name="Severity">How bad it is.</param>
public sealed record FindingRule(string Id, string Title, FindingSeverity Severity);
