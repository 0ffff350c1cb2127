using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Analyzers.Manifests;
using Microsoft.CodeAnalysis;

namespace EppoTyped.Analyzers.Rules;

/// <summary>A subject names a class of the project that the generated code cannot use.</summary>
internal sealed class EPPO1052SubjectTypeUnusable : FlagRule
{
    public const string Id = "EPPO1052";

    internal static readonly DiagnosticDescriptor Rule = DescribeManifest(
        Id,
        "Subject's type cannot be used",
        "Subject \"{0}\" has the type {1}, but {2}; {3}",
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
