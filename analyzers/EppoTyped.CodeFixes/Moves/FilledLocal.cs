using EppoTyped.CodeFixes.Effects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.CodeFixes.Moves;

/// <summary>Finds the local that holds the attributes of a call, where the move can remove it.</summary>
internal static class FilledLocal
{
    /// <summary>
    /// The declaration; null where the local is used elsewhere, is not declared directly before, or where other code acts between it and
    /// the call.
    /// </summary>
    public static LocalDeclarationStatementSyntax? Find(CallSite site, IdentifierNameSyntax name)
    {
        if (site.Model.GetSymbolInfo(name, site.Cancellation).Symbol is not ILocalSymbol local
            || local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(site.Cancellation) is not VariableDeclaratorSyntax declarator
            || declarator is not { Initializer: not null, Parent.Parent: LocalDeclarationStatementSyntax declaration }
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

        return site.Model.GetOperation(statement, site.Cancellation) is { } whole
            && !whole.DescendantsAndSelf().Any(part => SideEffects.Acts(part) && IsEvaluatedBefore(part.Syntax, site.Syntax))
                ? declaration
                : null;
    }

    /// <summary>
    /// The statement that evaluates the call exactly once; null where a lambda, a loop or a query can do so more or less often.
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

    // Code that contains the call or follows it is evaluated later.
    private static bool IsEvaluatedBefore(SyntaxNode node, SyntaxNode call) => node.SpanStart < call.Span.End && !node.Contains(call);

    private static bool HasComment(SyntaxNode node) =>
        node
            .DescendantTrivia()
            .Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia));
}
