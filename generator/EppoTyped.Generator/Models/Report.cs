using System.Collections.Concurrent;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Plan;
using EppoTyped.Manifest.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.Generator.Models;

/// <summary>An error of a manifest or of an MSBuild property, by value. Without a path it has no location.</summary>
internal sealed record Report(string Id, string Title, string Message, string? Path, SourceRange Range)
{
    private static readonly ConcurrentDictionary<string, DiagnosticDescriptor> Descriptors = new(StringComparer.Ordinal);

    public static Report Of(Finding finding) => new(finding.Rule.Id, finding.Rule.Title, finding.Message, finding.Path, finding.Range);

    public static Report Of(OptionProblem problem) => new(
        "EPPO1051",
        "MSBuild property has an impossible value",
        $"The MSBuild property {problem.Property} is \"{problem.Value}\"; set it to {problem.Expected}, or remove it.",
        null,
        default);

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Descriptors.GetOrAdd(Id, Describe), Place(), Message);

    // "{0}" because a message can hold braces from the manifest.
    private DiagnosticDescriptor Describe(string id) =>
        new(id, Title, "{0}", "EppoTyped.Manifest", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: RulePages.Of(id));

    private Location Place() => Path is null
        ? Location.None
        : Location.Create(
            Path,
            new TextSpan(Range.Start, Range.Length),
            new LinePositionSpan(new LinePosition(Range.StartLine, Range.StartColumn), new LinePosition(Range.EndLine, Range.EndColumn)));
}
