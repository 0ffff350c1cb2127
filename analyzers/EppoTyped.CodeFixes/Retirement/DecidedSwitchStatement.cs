using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>
/// Simplifies a switch statement over a known value to the statements of one section, where no jump and no name needs the rest.
/// </summary>
internal static class DecidedSwitchStatement
{
    public static bool TryStep(EditedFile file, SwitchStatementSyntax whole)
    {
        if (file.Model.GetConstantValue(whole.Expression) is not { HasValue: true, Value: { } value }
            || HasDirectives(whole)
            || whole.DescendantNodes().OfType<GotoStatementSyntax>().Any())
        {
            return false;
        }

        SwitchSectionSyntax? taken = null;
        foreach (SwitchSectionSyntax section in whole.Sections)
        {
            foreach (SwitchLabelSyntax label in section.Labels)
            {
                bool? matches = Matches(label, value, file.Model);
                if (matches is null)
                {
                    return false;
                }

                if (matches == true)
                {
                    taken ??= section;
                }
            }
        }

        taken ??= whole.Sections.FirstOrDefault(section => section.Labels.Any(label => label is DefaultSwitchLabelSyntax));
        if (taken is null)
        {
            return Apply(file, StatementPlace.Remove(file.Root, whole));
        }

        if (UsesNamesOfOthers(file, whole, taken))
        {
            return false;
        }

        return TakeSection(file, whole, taken) || TryOnlySection(file, whole, taken);
    }

    private static bool? Matches(SwitchLabelSyntax label, object value, SemanticModel model) => label switch
    {
        CaseSwitchLabelSyntax @case => PatternDecision.IsEqual(@case.Value, value, model),
        CasePatternSwitchLabelSyntax pattern => PatternDecision.Matches(pattern.Pattern, value, model) switch
        {
            false => false,
            true when pattern.WhenClause is null => true,
            _ => null,
        },
        _ => false,
    };

    private static bool TakeSection(EditedFile file, SwitchStatementSyntax whole, SwitchSectionSyntax section)
    {
        // A section of one block: `case X: { ...; break; }`.
        if (section.Statements.Count == 1 && section.Statements[0] is BlockSyntax block)
        {
            BlockSyntax bare = WithoutLastBreak(block.Statements) is { } inner ? block.WithStatements(inner) : block;
            return !bare.Statements.Any(JumpStatements.Breaks)
                && Take(file, whole, section, block, SyntaxFactory.SingletonList<StatementSyntax>(bare));
        }

        SyntaxList<StatementSyntax> statements = WithoutLastBreak(section.Statements) ?? section.Statements;
        return !statements.Any(JumpStatements.Breaks) && Take(file, whole, section, null, statements);
    }

    /// <summary>Where a jump or a name needs the braces of the switch, it is kept with one section.</summary>
    private static bool TryOnlySection(EditedFile file, SwitchStatementSyntax whole, SwitchSectionSyntax taken) =>
        whole.Sections.Count > 1 && Apply(file, file.Root.ReplaceNode(whole, whole.WithSections(SyntaxFactory.SingletonList(taken))));

    private static bool Take(
        EditedFile file,
        SwitchStatementSyntax whole,
        SwitchSectionSyntax section,
        BlockSyntax? block,
        SyntaxList<StatementSyntax> statements)
    {
        SyntaxAnnotation mark = new();
        IEnumerable<SyntaxTrivia> before = section.Labels.SelectMany(label => label.ColonToken.TrailingTrivia);
        if (statements.Count == 0)
        {
            return Apply(file, StatementPlace.Remove(file.Root, whole));
        }

        // Several statements of a section have no braces to keep.
        if (block is null
            && (!StatementPlace.IsInList(whole)
                ? statements.Count > 1
                : TakenBranch.NeedsBraces(section.Statements.Take(statements.Count), whole)))
        {
            return false;
        }

        // The statements must be in the tree when they are moved, so that the shortened section is inserted first.
        SwitchSectionSyntax shorter = section.WithStatements(statements).WithAdditionalAnnotations(mark);
        file.Update(file.Root.ReplaceNode(section, shorter));
        SwitchSectionSyntax now = (SwitchSectionSyntax)file.Root.GetAnnotatedNodes(mark).Single();
        return Apply(file, TakenBranch.ReplaceStatement(file, (SwitchStatementSyntax)now.Parent!, now.Statements, before));
    }

    private static SyntaxList<StatementSyntax>? WithoutLastBreak(SyntaxList<StatementSyntax> statements) =>
        statements.Count > 0 && statements.Last() is BreakStatementSyntax ? statements.RemoveAt(statements.Count - 1) : null;

    /// <summary>True where the section uses names that other sections declare: all sections share one scope.</summary>
    private static bool UsesNamesOfOthers(EditedFile file, SwitchStatementSyntax whole, SwitchSectionSyntax taken) =>
        taken.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
            file.Model.GetSymbolInfo(name).Symbol is ILocalSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction }
            && file.Model.GetSymbolInfo(name).Symbol!.DeclaringSyntaxReferences
                .Any(reference => whole.Span.Contains(reference.Span) && !taken.Span.Contains(reference.Span)));

    private static bool HasDirectives(SwitchStatementSyntax whole) =>
        whole.DescendantTokens().Skip(1).Any(token => token.LeadingTrivia.Any(trivia => trivia.IsDirective));

    private static bool Apply(EditedFile file, SyntaxNode root)
    {
        file.Update(root);
        return true;
    }
}
