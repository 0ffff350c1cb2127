using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>Simplifies arms and labels whose <c>when</c> is decided.</summary>
internal static class DecidedGuards
{
    /// <summary>Removes a guard that is always true, and later arms with the same pattern, which are never reached.</summary>
    public static SyntaxNode? TryAlways(SyntaxNode root, WhenClauseSyntax guard)
    {
        SyntaxTriviaList blanks = guard.GetTrailingTrivia();
        switch (guard.Parent)
        {
            case SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax whole } arm:
                int index = whole.Arms.IndexOf(arm);
                SwitchExpressionArmSyntax[] covered = [.. whole.Arms.Skip(index + 1).Where(later => IsCovered(later.Pattern, arm.Pattern))];
                SeparatedSyntaxList<SwitchExpressionArmSyntax> arms = whole.Arms.Replace(
                    arm,
                    arm.WithWhenClause(null).WithPattern(arm.Pattern.WithTrailingTrivia(blanks)));
                foreach (int at in covered.Select(later => whole.Arms.IndexOf(later)).Reverse())
                {
                    arms = arms.RemoveAt(at);
                }

                return root.ReplaceNode(whole, whole.WithArms(arms));

            // Covered labels of a statement are not searched for: the compiler then reports an error, and the guard is kept.
            case CasePatternSwitchLabelSyntax { Pattern: ConstantPatternSyntax constant } label:
                return root.ReplaceNode(
                    label,
                    SyntaxFactory.CaseSwitchLabel(label.Keyword, constant.Expression.WithTrailingTrivia(blanks), label.ColonToken));
            case CasePatternSwitchLabelSyntax label:
                return root.ReplaceNode(label, label.WithWhenClause(null).WithPattern(label.Pattern.WithTrailingTrivia(blanks)));
            default:
                return null;
        }
    }

    /// <summary>Removes what is never taken: an arm, a label, or a whole section.</summary>
    public static SyntaxNode? TryNever(SyntaxNode root, WhenClauseSyntax guard) => guard.Parent switch
    {
        SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax { Arms.Count: > 1, ContainsDirectives: false } whole } arm =>
            root.ReplaceNode(whole, whole.WithArms(whole.Arms.Remove(arm))),
        CasePatternSwitchLabelSyntax { Parent: SwitchSectionSyntax { Labels.Count: > 1, ContainsDirectives: false } section } label =>
            root.ReplaceNode(section, section.WithLabels(section.Labels.Remove(label))),
        CasePatternSwitchLabelSyntax { Parent: SwitchSectionSyntax { ContainsDirectives: false,
            Parent: SwitchStatementSyntax { Sections.Count: > 1 } whole } section } =>
            root.ReplaceNode(whole, whole.WithSections(whole.Sections.Remove(section))),
        _ => null,
    };

    private static bool IsCovered(PatternSyntax later, PatternSyntax earlier) =>
        earlier is DiscardPatternSyntax || SyntaxFactory.AreEquivalent(later, earlier);
}
