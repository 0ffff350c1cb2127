using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>Replaces and removes statements, which are in a list or alone below an <c>if</c> or a loop.</summary>
internal static class StatementPlace
{
    public static bool IsInList(StatementSyntax statement) =>
        statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax;

    /// <summary>The statements of its list, including itself.</summary>
    public static IReadOnlyList<StatementSyntax> Siblings(StatementSyntax statement) => statement.Parent switch
    {
        BlockSyntax block => block.Statements,
        SwitchSectionSyntax section => section.Statements,
        GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } =>
            [.. unit.Members.OfType<GlobalStatementSyntax>().Select(global => global.Statement)],
        _ => [statement],
    };

    /// <summary>The node that is the scope of names declared beside the statement.</summary>
    public static SyntaxNode ScopeOf(StatementSyntax statement) => statement.Parent switch
    {
        SwitchSectionSyntax section => section.Parent!,
        GlobalStatementSyntax global => global.Parent!,
        _ => statement.Parent!,
    };

    /// <summary>Replaces a statement of a list with others, which have their own trivia.</summary>
    public static SyntaxNode ReplaceInList(SyntaxNode root, StatementSyntax old, IReadOnlyList<StatementSyntax> next) => old.Parent switch
    {
        BlockSyntax block => root.ReplaceNode(block, block.WithStatements(block.Statements.ReplaceRange(old, next))),
        SwitchSectionSyntax section => root.ReplaceNode(section, section.WithStatements(section.Statements.ReplaceRange(old, next))),
        GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } global =>
            root.ReplaceNode(unit, unit.WithMembers(unit.Members.ReplaceRange(global, next.Select(SyntaxFactory.GlobalStatement)))),
        _ => throw new InvalidOperationException("The statement is not in a list."),
    };

    /// <summary>Removes a statement with its comments and with superfluous empty lines.</summary>
    public static SyntaxNode Remove(SyntaxNode root, StatementSyntax statement)
    {
        if (!IsInList(statement))
        {
            return root.ReplaceNode(statement, Empty(statement));
        }

        SyntaxToken next = statement.GetLastToken(includeZeroWidth: true).GetNextToken(includeZeroWidth: true);
        IReadOnlyList<StatementSyntax> siblings = Siblings(statement);
        bool isFirst = siblings[0] == statement && statement.Parent is not GlobalStatementSyntax;
        bool isLast = siblings[siblings.Count - 1] == statement;
        SyntaxTriviaList kept = statement.GetLeadingTrivia().BeforeLastEmptyLine();
        SyntaxTriviaList own = next.LeadingTrivia;
        bool saysNothing = kept.All(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        bool beginsEmpty = own.WithoutEmptyLines().Count < own.Count;
        if (saysNothing)
        {
            kept = isFirst || isLast || beginsEmpty ? default : kept;
        }

        if (isFirst || isLast || (!saysNothing && beginsEmpty))
        {
            own = own.WithoutEmptyLines();
        }

        // A statement on the line of the one before must not join the next line to it.
        if (statement.GetFirstToken() is var first
            && !first.BeginsLine()
            && statement.GetTrailingTrivia().EndsLine()
            && !first.GetPreviousToken().TrailingTrivia.EndsLine())
        {
            kept = kept.Add(Trivia.LineEndOf(root));
        }

        SyntaxAnnotation mark = new();
        SyntaxNode marked = root.ReplaceSyntax(
            [statement], (_, now) => now.WithAdditionalAnnotations(mark),
            [next], (_, now) => now.WithLeadingTrivia(kept.AddRange(own)),
            [], null!);
        StatementSyntax old = (StatementSyntax)marked.GetAnnotatedNodes(mark).Single();
        return WhoseElseIs(old) is { } outer ? marked.ReplaceNode(outer, WithoutElse(outer)) : ReplaceInList(marked, old, []);
    }

    /// <summary>The <c>if</c> without its <c>else</c>, with the same trailing trivia.</summary>
    public static IfStatementSyntax WithoutElse(IfStatementSyntax @if)
    {
        StatementSyntax first = @if.Statement.GetTrailingTrivia().HasComment()
            ? @if.Statement
            : @if.Statement.WithTrailingTrivia(@if.GetTrailingTrivia());
        return @if.WithStatement(first).WithElse(null);
    }

    /// <summary>The <c>if</c> whose <c>else</c> holds only the statement, so that the <c>else</c> must be removed.</summary>
    private static IfStatementSyntax? WhoseElseIs(StatementSyntax statement) =>
        statement.Parent is BlockSyntax { Statements.Count: 1, Parent: ElseClauseSyntax { ContainsDirectives: false } @else } block
            && !block.CloseBraceToken.LeadingTrivia.HasComment() ? @else.Parent as IfStatementSyntax : null;

    /// <summary>An empty block, where a statement is required.</summary>
    private static BlockSyntax Empty(StatementSyntax statement) => SyntaxFactory.Block()
        .WithOpenBraceToken(SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithTrailingTrivia(SyntaxFactory.Space))
        .WithTriviaFrom(statement);
}
