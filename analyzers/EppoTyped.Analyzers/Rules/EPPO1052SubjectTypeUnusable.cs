using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Analyzers.Manifests;
using Microsoft.CodeAnalysis;

namespace EppoTyped.Analyzers.Rules;

/// <summary>A subject is to be a class of the project's, and the flags cannot take that class.</summary>
internal sealed class EPPO1052SubjectTypeUnusable : FlagRule
{
    public const string Id = "EPPO1052";

    internal static readonly DiagnosticDescriptor Rule = DescribeManifest(
        Id,
        "Subject's type cannot be used",
        "Subject \"{0}\" is to be {1}, and {2}; {3}",
        DiagnosticSeverity.Error,
        WellKnownDiagnosticTags.CompilationEnd);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Register(FlagProject project)
    {
        if (project.Manifests is not { } manifests || manifests.Set.Subjects.All(subject => subject.ExistingType is null))
        {
            return;
        }

        project.Context.RegisterCompilationEndAction(context =>
        {
            foreach (Diagnostic unusable in SubjectTypes.FindUnusable(context.Compilation, manifests, Rule, context.CancellationToken))
            {
                context.ReportDiagnostic(unusable);
            }
        });
    }
}
