using EppoTyped.Analyzers.Calls;
using EppoTyped.Manifest.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Moves;

/// <summary>
/// Fits a flag's variation to the code around the call: texts it is compared with become members of the enum, else it becomes the text
/// again.
/// </summary>
internal static class AnswerPlace
{
    /// <summary>The texts around the call and the members that take their places; none where the call's text is needed.</summary>
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
                Take(binary.Left == outer ? binary.Right : binary.Left, texts),
            IsPatternExpressionSyntax test => Take(test.Pattern, texts),
            SwitchExpressionSyntax choice when choice.GoverningExpression == outer => choice.Arms.All(arm => Take(arm.Pattern, texts)),
            // A goto names a case by its text too; such a switch keeps its texts.
            SwitchStatementSyntax choice when choice.Expression == outer
                && !choice.DescendantNodes().Any(node => node.IsKind(SyntaxKind.GotoCaseStatement)) =>
                    choice.Sections.SelectMany(section => section.Labels).All(label => Take(label, texts)),
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

    /// <summary>The variation as the text that stood there.</summary>
    public static ExpressionSyntax ToText(CallSite site, ExpressionSyntax variation)
    {
        if (site.Syntax.Parent is ExpressionStatementSyntax)
        {
            return variation;
        }

        string companion = NameScope.PluralOf(site.Accessor.Names.Enum!);

        // An extension is found only where its namespace is.
        bool isInScope = site.Model
            .LookupNamespacesAndTypes(site.Syntax.SpanStart, name: companion)
            .Any(symbol => symbol is INamedTypeSymbol type && RuntimeTypes.IsGenerated(type));
        return isInScope
            ? SyntaxFactory.InvocationExpression(GeneratedName.Append(variation, "ToValue"))
            : SyntaxFactory.InvocationExpression(
                GeneratedName.Append(GeneratedName.Expression(site.Manifests, companion), "ToValue"),
                SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(variation))));
    }

    private static bool Take(SwitchLabelSyntax label, List<ExpressionSyntax> texts) => label switch
    {
        CaseSwitchLabelSyntax constant => Take(constant.Value, texts),
        CasePatternSwitchLabelSyntax pattern => Take(pattern.Pattern, texts),
        _ => true,
    };

    private static bool Take(PatternSyntax pattern, List<ExpressionSyntax> texts) => pattern switch
    {
        DiscardPatternSyntax => true,
        ConstantPatternSyntax constant => Take(constant.Expression, texts),
        UnaryPatternSyntax not => Take(not.Pattern, texts),
        BinaryPatternSyntax both => Take(both.Left, texts) && Take(both.Right, texts),
        ParenthesizedPatternSyntax inner => Take(inner.Pattern, texts),
        _ => false,
    };

    private static bool Take(ExpressionSyntax expression, List<ExpressionSyntax> texts)
    {
        texts.Add(expression);
        return true;
    }
}
