using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>Removes locals from their declarations.</summary>
internal static class LocalDeclarations
{
    /// <summary>Removes a local, and with the last one the statement.</summary>
    public static SyntaxNode Remove(SyntaxNode root, VariableDeclaratorSyntax declarator)
    {
        VariableDeclarationSyntax declaration = (VariableDeclarationSyntax)declarator.Parent!;
        if (declaration.Variables.Count == 1)
        {
            return StatementPlace.Remove(root, (StatementSyntax)declaration.Parent!);
        }

        SeparatedSyntaxList<VariableDeclaratorSyntax> rest = declaration.Variables.Remove(declarator);
        if (declaration.Variables[0] == declarator)
        {
            rest = rest.Replace(rest[0], rest[0].WithLeadingTrivia(declarator.GetLeadingTrivia()));
        }

        return root.ReplaceNode(declaration, declaration.WithVariables(rest));
    }
}
