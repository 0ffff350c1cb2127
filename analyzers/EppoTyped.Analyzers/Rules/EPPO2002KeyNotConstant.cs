using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using Microsoft.CodeAnalysis;

namespace EppoTyped.Analyzers.Rules;

/// <summary>
/// A key is known only at run time, so that nothing about the call can be checked. The hint is hidden unless it is enabled.
/// </summary>
internal sealed class EPPO2002KeyNotConstant : FlagRule
{
    public const string Id = "EPPO2002";

    private static readonly DiagnosticDescriptor Rule = DescribeUse(
        Id,
        "Flag key is not a constant",
        "The flag's key is known only at run time, so that nothing about this call is checked; "
            + "use the flag's accessor or a constant where the key is one",
        DiagnosticSeverity.Hidden);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Register(FlagProject project) => project.RegisterCallAction((context, call) =>
    {
        if (call.Key is null)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, call.FlagKey.Value.Syntax.GetLocation()));
        }
    });
}
