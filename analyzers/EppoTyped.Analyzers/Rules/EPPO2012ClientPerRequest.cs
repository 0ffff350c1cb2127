using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Analyzers.Clients;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers.Rules;

/// <summary>
/// A client is built repeatedly: each one fetches, polls and logs on its own, and returns defaults until its first fetch.
/// </summary>
internal sealed class EPPO2012ClientPerRequest : FlagRule
{
    public const string Id = "EPPO2012";

    private static readonly DiagnosticDescriptor Rule = DescribeUse(
        Id,
        "Client is built again and again",
        "This builds a client {0}, and each one fetches and polls for itself; "
            + "build one for the life of the process (registered as a singleton, where services are), and use that one",
        DiagnosticSeverity.Warning);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Register(FlagProject project)
    {
        if (project.Runtime.EppoClient is { } client)
        {
            project.Context.RegisterOperationAction(context => Analyze(context, client), OperationKind.Invocation);
        }
    }

    private static void Analyze(OperationAnalysisContext context, INamedTypeSymbol client)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name is not ("Start" or "InitializeAsync")
            || !SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, client))
        {
            return;
        }

        if (ClientLifetime.WhenRepeated(call, context.ContainingSymbol) is { } when && call.Syntax is InvocationExpressionSyntax syntax)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, syntax.Expression.GetLocation(), when));
        }
    }
}
