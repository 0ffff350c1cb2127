using EppoTyped.Analyzers.Calls;
using EppoTyped.Manifest.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Moves;

/// <summary>
/// Adapts a flag's variation to the code around the call: texts that it is compared with become members of the enum, else it is converted
/// to text.
/// </summary>
internal static class ValuePlace
{
    /// <summary>The texts around the call and the members that replace them; empty where the text is needed.</summary>
    public static IReadOnlyDictionary<SyntaxNode, SyntaxNode> FindMembers(CallSite site)
    {
        SyntaxNode outer = site.Syntax;
        while (outer.Parent is ParenthesizedExpressionSyntax parentheses)
        {
            outer = parentheses;
        }

        List<ExpressionSyntax> texts = [];
        bool isCompared = outer.Parent switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } binary =>
                Collect(binary.Left == outer ? binary.Right : binary.Left, texts),
            IsPatternExpressionSyntax test => Collect(test.Pattern, texts),
            SwitchExpressionSyntax choice when choice.GoverningExpression == outer => choice.Arms.All(arm => Collect(arm.Pattern, texts)),
            // A goto refers to a case by its text too; such a switch keeps its texts.
            SwitchStatementSyntax choice when choice.Expression == outer
                && !choice.DescendantNodes().Any(node => node.IsKind(SyntaxKind.GotoCaseStatement)) =>
                    choice.Sections.SelectMany(section => section.Labels).All(label => Collect(label, texts)),
            _ => false,
        };
        Dictionary<SyntaxNode, SyntaxNode> members = [];
        foreach (ExpressionSyntax text in texts)
        {
            if (!isCompared || site.MemberFor(text) is not { } member)
            {
                return new Dictionary<SyntaxNode, SyntaxNode>();
            }

            members.Add(text, member.WithTriviaFrom(text));
        }

        return members;
    }

    /// <summary>Converts the variation to the text that the call returned.</summary>
    public static ExpressionSyntax ToText(CallSite site, ExpressionSyntax variation)
    {
        if (site.Syntax.Parent is ExpressionStatementSyntax)
        {
            return variation;
        }

        string companion = NameScope.PluralOf(site.Accessor.Names.Enum!);

        // An extension method needs a using of its namespace.
        bool isInScope = site.Model
            .LookupNamespacesAndTypes(site.Syntax.SpanStart, name: companion)
            .Any(symbol => symbol is INamedTypeSymbol type && RuntimeTypes.IsGenerated(type));
        return isInScope
            ? SyntaxFactory.InvocationExpression(GeneratedName.Append(variation, "ToValue"))
            : SyntaxFactory.InvocationExpression(
                GeneratedName.Append(GeneratedName.Expression(site.Manifests, companion), "ToValue"),
                SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(variation))));
    }

    private static bool Collect(SwitchLabelSyntax label, List<ExpressionSyntax> texts) => label switch
    {
        CaseSwitchLabelSyntax constant => Collect(constant.Value, texts),
        CasePatternSwitchLabelSyntax pattern => Collect(pattern.Pattern, texts),
        _ => true,
    };

    private static bool Collect(PatternSyntax pattern, List<ExpressionSyntax> texts) => pattern switch
    {
        DiscardPatternSyntax => true,
        ConstantPatternSyntax constant => Collect(constant.Expression, texts),
        UnaryPatternSyntax not => Collect(not.Pattern, texts),
        BinaryPatternSyntax both => Collect(both.Left, texts) && Collect(both.Right, texts),
        ParenthesizedPatternSyntax inner => Collect(inner.Pattern, texts),
        _ => false,
    };

    private static bool Collect(ExpressionSyntax expression, List<ExpressionSyntax> texts)
    {
        texts.Add(expression);
        return true;
    }
}
