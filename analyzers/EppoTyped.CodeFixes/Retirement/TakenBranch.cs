using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>Replaces a statement with the branch that is always taken, without its braces where no names clash.</summary>
internal static class TakenBranch
{
    /// <summary>The root with the branch in place of the whole statement.</summary>
    /// <param name="file">The file.</param>
    /// <param name="whole">The <c>if</c>, the loop or the <c>switch</c>.</param>
    /// <param name="taken">The branch: a block, one statement, or several of a section.</param>
    /// <param name="before">Comments before the branch that belong to it.</param>
    public static SyntaxNode ReplaceStatement(
        EditedFile file,
        StatementSyntax whole,
        IReadOnlyList<StatementSyntax> taken,
        IEnumerable<SyntaxTrivia> before)
    {
        SyntaxTrivia[] comments = [.. before.Where(Trivia.IsComment)];
        string to = Trivia.IndentationOf(whole.GetFirstToken());
        SyntaxTrivia lineEnd = Trivia.LineEndOf(file.Root);
        if (taken.Count == 1 && taken[0] is BlockSyntax block && (!StatementPlace.IsInList(whole) || NeedsBraces(block.Statements, whole)))
        {
            return file.Root.ReplaceNode(whole, WithBraces(block, whole));
        }

        bool isBlock = taken.Count == 1 && taken[0] is BlockSyntax;
        BlockSyntax? braces = isBlock ? (BlockSyntax)taken[0] : null;
        IReadOnlyList<StatementSyntax> inner = braces is null ? taken : braces.Statements;
        if (braces is not null)
        {
            comments = [.. comments, .. braces.OpenBraceToken.TrailingTrivia.Where(Trivia.IsComment)];
        }

        SyntaxTriviaList last = braces is null ? default : braces.CloseBraceToken.LeadingTrivia;
        if (inner.Count == 0)
        {
            return comments.Length == 0 && !last.HasComment()
                ? StatementPlace.Remove(file.Root, whole)
                : file.Root.ReplaceNode(whole, WithBraces(braces!, whole));
        }

        if (!StatementPlace.IsInList(whole))
        {
            return file.Root.ReplaceNode(
                whole,
                inner[0]
                    .WithLeadingTrivia(whole.GetLeadingTrivia())
                    .WithTrailingTrivia(whole.GetTrailingTrivia())
                    .WithAdditionalAnnotations(Annotations.Stayed));
        }

        string from = FromOf(inner[0], to);
        List<StatementSyntax> moved = [.. inner.Select(statement => Indentation.Move(statement, from, to))];
        SyntaxTriviaList tail = braces is null ? default : Indentation.Move(braces.CloseBraceToken, from, to);
        moved[0] = moved[0].WithLeadingTrivia(Lead(whole, comments, moved[0], to, lineEnd));
        for (int i = 1; i < moved.Count; i++)
        {
            PutOnOwnLine(moved, i, to, lineEnd);
        }

        int end = moved.Count - 1;
        moved[end] = moved[end]
            .WithTrailingTrivia(Trail(whole, moved[end], tail, to, lineEnd))
            .WithAdditionalAnnotations(Annotations.Stayed);
        return StatementPlace.ReplaceInList(file.Root, whole, moved);
    }

    /// <summary>True when a declared name would clash outside of the block, or when a using must end with it.</summary>
    public static bool NeedsBraces(IEnumerable<StatementSyntax> statements, StatementSyntax whole)
    {
        StatementSyntax[] inner = [.. statements];
        if (inner.Any(statement => statement is LocalDeclarationStatementSyntax declaration
            && !declaration.UsingKeyword.IsKind(SyntaxKind.None)))
        {
            return true;
        }

        ImmutableHashSet<string> declared = [.. inner.SelectMany(DeclaredBeside)];
        if (declared.IsEmpty)
        {
            return false;
        }

        return StatementPlace.ScopeOf(whole).DescendantTokens()
            .Any(token => token.IsKind(SyntaxKind.IdentifierToken)
                && declared.Contains(token.ValueText)
                && !inner.Any(statement => statement.Span.Contains(token.Span))
                && !IsMemberName(token));
    }

    private static bool IsMemberName(SyntaxToken token) =>
        token.Parent is IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax access } name && access.Name == name;

    /// <summary>The names that a statement declares in the scope around it.</summary>
    private static IEnumerable<string> DeclaredBeside(StatementSyntax statement) => statement switch
    {
        LocalFunctionStatementSyntax function => [function.Identifier.ValueText],
        LabeledStatementSyntax label => [label.Identifier.ValueText, .. DeclaredBeside(label.Statement)],
        BlockSyntax or ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or UsingStatementSyntax
            or TryStatementSyntax or DoStatementSyntax or FixedStatementSyntax => [],
        _ =>
            statement
                .DescendantNodes(node => node == statement || node is not (StatementSyntax or AnonymousFunctionExpressionSyntax))
                .SelectMany(node => node switch
            {
                VariableDeclaratorSyntax declarator => new[] { declarator.Identifier.ValueText },
                SingleVariableDesignationSyntax designation => [designation.Identifier.ValueText],
                _ => [],
            }),
    };

    private static BlockSyntax WithBraces(BlockSyntax block, StatementSyntax whole)
    {
        SyntaxTriviaList lead = whole.GetLeadingTrivia();
        BlockSyntax moved = block;

        // Alone below an `if` or a loop, braces have the indentation of that.
        if (!StatementPlace.IsInList(whole)
            && whole.Parent is { } holder
            && whole.GetFirstToken().BeginsLine()
            && block.OpenBraceToken.BeginsLine())
        {
            string to = Trivia.IndentationOf(holder.GetFirstToken());
            moved = Indentation.Move(block, Trivia.IndentationOf(block.OpenBraceToken), to);
            lead = lead.Count > 0 && lead.Last().IsKind(SyntaxKind.WhitespaceTrivia)
                ? lead.Replace(lead.Last(), SyntaxFactory.Whitespace(to))
                : lead;
        }

        return moved.WithLeadingTrivia(lead).WithTrailingTrivia(whole.GetTrailingTrivia()).WithAdditionalAnnotations(Annotations.Stayed);
    }

    private static string FromOf(StatementSyntax first, string to) =>
        first.GetFirstToken().BeginsLine() ? Trivia.IndentationOf(first.GetFirstToken()) : to;

    private static SyntaxTriviaList Lead(
        StatementSyntax whole,
        SyntaxTrivia[] comments,
        StatementSyntax first,
        string indentation,
        SyntaxTrivia lineEnd)
    {
        SyntaxTriviaList lead = whole.GetLeadingTrivia();
        SyntaxTrivia[] own = first.GetLeadingTrivia().HasComment() ? [.. first.GetLeadingTrivia().WithoutEmptyLines()] : [];
        if (comments.Length == 0 && own.Length == 0)
        {
            return lead;
        }

        SyntaxTrivia[] lines = [.. Trivia.AsLines(comments, indentation, lineEnd), .. own];

        // The indentation of the statement exists already, and must not be added twice.
        if (own.Length == 0)
        {
            lines = [.. lines, SyntaxFactory.Whitespace(indentation)];
        }

        if (lead.Count > 0 && lead.Last().IsKind(SyntaxKind.WhitespaceTrivia))
        {
            lead = lead.RemoveAt(lead.Count - 1);
        }

        return lead.AddRange(lines);
    }

    private static SyntaxTriviaList Trail(
        StatementSyntax whole,
        StatementSyntax last,
        SyntaxTriviaList tail,
        string indentation,
        SyntaxTrivia lineEnd)
    {
        SyntaxTriviaList own = last.GetTrailingTrivia();
        if (!own.EndsLine())
        {
            own = own.HasComment() ? own.AddRange(whole.GetTrailingTrivia()) : whole.GetTrailingTrivia();
        }

        if (!tail.HasComment())
        {
            return own;
        }

        return own.AddRange(Trivia.AsLines(tail, indentation, lineEnd));
    }

    private static void PutOnOwnLine(List<StatementSyntax> statements, int index, string indentation, SyntaxTrivia lineEnd)
    {
        SyntaxTriviaList before = statements[index - 1].GetTrailingTrivia();
        if (before.EndsLine())
        {
            return;
        }

        SyntaxTriviaList trimmed = before.HasComment() ? before : default;
        statements[index - 1] = statements[index - 1].WithTrailingTrivia(trimmed.Add(lineEnd));
        statements[index] = statements[index].WithLeadingTrivia(SyntaxFactory.TriviaList(SyntaxFactory.Whitespace(indentation))
            .AddRange(statements[index].GetLeadingTrivia().WithoutEmptyLines()));
    }
}
