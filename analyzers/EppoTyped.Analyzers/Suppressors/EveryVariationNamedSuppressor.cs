using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Analyzers.Suppressors;

/// <summary>
/// Silences CS8524 where a switch expression names every variation: an accessor never gives a value without a name. CS8509, a named one
/// that is missing, stays.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EveryVariationNamedSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor Unnamed = new("EPPOS8524", "CS8524", "A flag never gives a value that is no variation");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [Unnamed];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is not { } tree)
            {
                continue;
            }

            SyntaxNode node = tree
                .GetRoot(context.CancellationToken)
                .FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (node.FirstAncestorOrSelf<SwitchExpressionSyntax>() is not { } expression)
            {
                continue;
            }

            ITypeSymbol? type = context.GetSemanticModel(tree).GetTypeInfo(expression.GoverningExpression, context.CancellationToken).Type;
            if (IsOfVariations(type))
            {
                context.ReportSuppression(Suppression.Create(Unnamed, diagnostic));
            }
        }
    }

    private static bool IsOfVariations(ITypeSymbol? type) => type switch
    {
        // Of a tuple the compiler does not say which part it means: all its enums must be ours.
        INamedTypeSymbol { IsTupleType: true } tuple =>
            tuple.TupleElements.Select(element => element.Type).Where(HoldsAnEnum).ToArray() is { Length: > 0 } enums
                && enums.All(IsOfVariations),
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable =>
            IsOfVariations(nullable.TypeArguments[0]),
        INamedTypeSymbol { TypeKind: TypeKind.Enum } named => RuntimeTypes.IsGenerated(named),
        _ => false,
    };

    // A nested tuple or an object may hold any enum; only what plainly holds none is left out.
    private static bool HoldsAnEnum(ITypeSymbol type) =>
        type.SpecialType is SpecialType.None || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
}
