using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Analyzers.Suppressors;

/// <summary>
/// Suppresses CS8524 where a switch expression handles every variation, because an accessor never returns an unnamed value. CS8509, for a
/// missing named value, is kept.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EveryVariationNamedSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor Unnamed = new("EPPOS8524", "CS8524", "A flag never has a value that is not a variation");

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
        // For a tuple the diagnostic does not tell which part it is about: all its enums must be generated ones.
        INamedTypeSymbol { IsTupleType: true } tuple =>
            tuple.TupleElements.Select(element => element.Type).Where(HoldsAnEnum).ToArray() is { Length: > 0 } enums
                && enums.All(IsOfVariations),
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable =>
            IsOfVariations(nullable.TypeArguments[0]),
        INamedTypeSymbol { TypeKind: TypeKind.Enum } named => RuntimeTypes.IsGenerated(named),
        _ => false,
    };

    // A nested tuple or an object can hold any enum; only types that hold none are skipped.
    private static bool HoldsAnEnum(ITypeSymbol type) =>
        type.SpecialType is SpecialType.None || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
}
