using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>
/// A switch statement over a value that is known: the statements of its one section, where no jump and no name needs the rest.
/// </summary>
internal static class DecidedSwitchStatement
{
    public static bool TryStep(Draft draft, SwitchStatementSyntax whole)
    {
        if (draft.Model.GetConstantValue(whole.Expression) is not { HasValue: true, Value: { } value }
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
                bool? matches = Matches(label, value, draft.Model);
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
            return Apply(draft, StatementPlace.Remove(draft.Root, whole));
        }

        if (UsesNamesOfOthers(draft, whole, taken))
        {
            return false;
        }

        return TakeSection(draft, whole, taken) || TryOnlySection(draft, whole, taken);
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

    private static bool TakeSection(Draft draft, SwitchStatementSyntax whole, SwitchSectionSyntax section)
    {
        // A section of one block: `case X: { ...; break; }`.
        if (section.Statements.Count == 1 && section.Statements[0] is BlockSyntax block)
        {
            BlockSyntax bare = WithoutLastBreak(block.Statements) is { } inner ? block.WithStatements(inner) : block;
            return !bare.Statements.Any(Jumps.Breaks)
                && Take(draft, whole, section, block, SyntaxFactory.SingletonList<StatementSyntax>(bare));
        }

        SyntaxList<StatementSyntax> statements = WithoutLastBreak(section.Statements) ?? section.Statements;
        return !statements.Any(Jumps.Breaks) && Take(draft, whole, section, null, statements);
    }

    /// <summary>Where a jump or a name needs the braces of the switch, it stays around its one section.</summary>
    private static bool TryOnlySection(Draft draft, SwitchStatementSyntax whole, SwitchSectionSyntax taken) =>
        whole.Sections.Count > 1 && Apply(draft, draft.Root.ReplaceNode(whole, whole.WithSections(SyntaxFactory.SingletonList(taken))));

    private static bool Take(
        Draft draft,
        SwitchStatementSyntax whole,
        SwitchSectionSyntax section,
        BlockSyntax? block,
        SyntaxList<StatementSyntax> statements)
    {
        SyntaxAnnotation mark = new();
        IEnumerable<SyntaxTrivia> before = section.Labels.SelectMany(label => label.ColonToken.TrailingTrivia);
        if (statements.Count == 0)
        {
            return Apply(draft, StatementPlace.Remove(draft.Root, whole));
        }

        // Several statements of a section have no braces that could stay.
        if (block is null
            && (!StatementPlace.IsInList(whole)
                ? statements.Count > 1
                : Branch.NeedsBraces(section.Statements.Take(statements.Count), whole)))
        {
            return false;
        }

        // The statements must be where they come from when they are moved; so the shorter section is put there first.
        SwitchSectionSyntax shorter = section.WithStatements(statements).WithAdditionalAnnotations(mark);
        draft.Become(draft.Root.ReplaceNode(section, shorter));
        SwitchSectionSyntax now = (SwitchSectionSyntax)draft.Root.GetAnnotatedNodes(mark).Single();
        return Apply(draft, Branch.Take(draft, (SwitchStatementSyntax)now.Parent!, now.Statements, before));
    }

    private static SyntaxList<StatementSyntax>? WithoutLastBreak(SyntaxList<StatementSyntax> statements) =>
        statements.Count > 0 && statements.Last() is BreakStatementSyntax ? statements.RemoveAt(statements.Count - 1) : null;

    /// <summary>Sections share one scope: a name of another may be used here.</summary>
    private static bool UsesNamesOfOthers(Draft draft, SwitchStatementSyntax whole, SwitchSectionSyntax taken) =>
        taken.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
            draft.Model.GetSymbolInfo(name).Symbol is ILocalSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction }
            && draft.Model.GetSymbolInfo(name).Symbol!.DeclaringSyntaxReferences
                .Any(reference => whole.Span.Contains(reference.Span) && !taken.Span.Contains(reference.Span)));

    private static bool HasDirectives(SwitchStatementSyntax whole) =>
        whole.DescendantTokens().Skip(1).Any(token => token.LeadingTrivia.Any(trivia => trivia.IsDirective));

    private static bool Apply(Draft draft, SyntaxNode root)
    {
        draft.Become(root);
        return true;
    }
}
