using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>Where a local thing is named.</summary>
internal static class References
{
    /// <summary>The names of a local or a local function, its declaration aside.</summary>
    public static IEnumerable<IdentifierNameSyntax> Of(Draft draft, ISymbol symbol, SyntaxNode declaration) =>
        BodyOf(declaration).DescendantNodes()
            .OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == symbol.Name
                && SymbolEqualityComparer.Default.Equals(draft.Model.GetSymbolInfo(name, draft.Cancellation).Symbol, symbol));

    /// <summary>The outermost member around a node: no local is known outside of it.</summary>
    public static SyntaxNode BodyOf(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(outer => outer is MemberDeclarationSyntax and not GlobalStatementSyntax)
            ?? node.SyntaxTree.GetRoot();
}
