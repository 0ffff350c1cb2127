using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Analyzers.Clients;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers.Rules;

/// <summary>An SDK key is in the source code, readable in the repository and in the assembly. The message does not contain it.</summary>
internal sealed class EPPO2013SdkKeyInSource : FlagRule
{
    public const string Id = "EPPO2013";

    private static readonly DiagnosticDescriptor Rule = DescribeUse(
        Id,
        "SDK key in source",
        "This SDK key is in the source code; leave SdkKey out and set the environment variable EPPO_API_KEY, "
            + "or read it from configuration or a secret store, and replace this key in Eppo",
        DiagnosticSeverity.Warning);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Register(FlagProject project)
    {
        if (project.Runtime.EppoClientOptions is { } options)
        {
            project.Context.RegisterOperationAction(context => Analyze(context, options), OperationKind.SimpleAssignment);
        }
    }

    private static void Analyze(OperationAnalysisContext context, INamedTypeSymbol options)
    {
        ISimpleAssignmentOperation assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is not IPropertyReferenceOperation { Property: { Name: "SdkKey" } property }
            || !SymbolEqualityComparer.Default.Equals(property.ContainingType, options))
        {
            return;
        }

        foreach (ConstantText key in SdkKeyText.In(assignment.Value))
        {
            if (!SdkKeyText.IsPlaceholder(key.Value) && !SdkKeyText.IsNeverSent(assignment))
            {
                context.ReportDiagnostic(Diagnostic.Create(Rule, key.Location));
            }
        }
    }
}
