using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Moves;

/// <summary>Finds the local that a call's attributes are held in, where it can go with the move.</summary>
internal static class FilledLocal
{
    /// <summary>
    /// Its statement; null where it is used elsewhere, stands further away, or something happens between it and the call.
    /// </summary>
    public static LocalDeclarationStatementSyntax? Find(CallSite site, IdentifierNameSyntax name)
    {
        if (site.Model.GetSymbolInfo(name, site.Cancellation).Symbol is not ILocalSymbol local
            || local.DeclaringSyntaxReferences
                .FirstOrDefault()?.GetSyntax(site.Cancellation) is not VariableDeclaratorSyntax { Initializer: not null,
                    Parent.Parent: LocalDeclarationStatementSyntax declaration }
            || declaration.Declaration.Variables.Count != 1
            || declaration.UsingKeyword.RawKind != 0
            || declaration.ContainsDirectives
            || HasComment(declaration))
        {
            return null;
        }

        if (StatementOf(site.Syntax) is not { } statement
            || Before(statement) != declaration
            || !IsUsedOnce(local, declaration.Parent!, site))
        {
            return null;
        }

        return statement.DescendantNodes().Where(node => Quiet.IsLoud(node) && IsEvaluatedBefore(node, site.Syntax)).Any()
            ? null
            : declaration;
    }

    /// <summary>
    /// The statement that evaluates the call exactly once; null where a lambda, a loop or a query may do so more or less often.
    /// </summary>
    private static StatementSyntax? StatementOf(SyntaxNode call)
    {
        foreach (SyntaxNode node in call.Ancestors())
        {
            if (node is AnonymousFunctionExpressionSyntax or QueryExpressionSyntax)
            {
                return null;
            }

            if (node is StatementSyntax statement)
            {
                return statement is LocalDeclarationStatementSyntax or ExpressionStatementSyntax or ReturnStatementSyntax
                    or IfStatementSyntax or SwitchStatementSyntax ? statement : null;
            }
        }

        return null;
    }

    private static StatementSyntax? Before(StatementSyntax statement)
    {
        StatementSyntax[] siblings = statement.Parent switch
        {
            BlockSyntax block => [.. block.Statements],
            SwitchSectionSyntax section => [.. section.Statements],
            GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } =>
                [.. unit.Members.OfType<GlobalStatementSyntax>().Select(member => member.Statement)],
            _ => [],
        };
        int place = Array.IndexOf(siblings, statement);
        return place > 0 ? siblings[place - 1] : null;
    }

    private static bool IsUsedOnce(ILocalSymbol local, SyntaxNode scope, CallSite site) =>
        (scope is GlobalStatementSyntax ? scope.Parent! : scope).DescendantNodes().OfType<IdentifierNameSyntax>()
            .Count(other => other.Identifier.ValueText == local.Name
                && SymbolEqualityComparer.Default.Equals(site.Model.GetSymbolInfo(other, site.Cancellation).Symbol, local)) == 1;

    // What holds the call happens around it, what stands behind it happens later.
    private static bool IsEvaluatedBefore(SyntaxNode node, SyntaxNode call) => node.SpanStart < call.Span.End && !node.Contains(call);

    private static bool HasComment(SyntaxNode node) =>
        node
            .DescendantTrivia()
            .Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia));
}
