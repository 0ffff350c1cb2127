using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>Finds references to locals and local functions.</summary>
internal static class References
{
    /// <summary>The references to a local or a local function, without its declaration.</summary>
    public static IEnumerable<IdentifierNameSyntax> Of(EditedFile file, ISymbol symbol, SyntaxNode declaration) =>
        BodyOf(declaration).DescendantNodes()
            .OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == symbol.Name
                && SymbolEqualityComparer.Default.Equals(file.Model.GetSymbolInfo(name, file.Cancellation).Symbol, symbol));

    /// <summary>The outermost member around a node, which contains the scope of its locals.</summary>
    public static SyntaxNode BodyOf(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(outer => outer is MemberDeclarationSyntax and not GlobalStatementSyntax)
            ?? node.SyntaxTree.GetRoot();
}
