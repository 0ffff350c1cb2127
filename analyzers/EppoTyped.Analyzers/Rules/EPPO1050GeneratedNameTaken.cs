using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Analyzers.Manifests;
using Microsoft.CodeAnalysis;

namespace EppoTyped.Analyzers.Rules;

/// <summary>
/// A flag or subject needs a type whose name the project's own code declares too. The generator cannot report it, because it does not read
/// code.
/// </summary>
internal sealed class EPPO1050GeneratedNameTaken : FlagRule
{
    public const string Id = "EPPO1050";

    internal static readonly DiagnosticDescriptor Rule = DescribeManifest(
        Id,
        "Generated type has the name of one of the project's own",
        "{0} generates the type {1}, but the project declares {2} of that name ({3}); {4}",
        DiagnosticSeverity.Error,
        WellKnownDiagnosticTags.CompilationEnd);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Register(FlagProject project)
    {
        if (project.Manifests is not { } manifests)
        {
            return;
        }

        project.Context.RegisterCompilationEndAction(context =>
        {
            foreach (Diagnostic clash in TakenNames.Find(context.Compilation, manifests, Rule, context.CancellationToken))
            {
                context.ReportDiagnostic(clash);
            }
        });
    }
}
