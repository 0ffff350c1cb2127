using EppoTyped.Analyzers.Manifests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace EppoTyped.CodeFixes.Moves;

/// <summary>Names of generated code: fully qualified, and simplified as far as the place allows.</summary>
internal static class GeneratedName
{
    public static TypeSyntax Type(ProjectManifests manifests, string name) =>
        SyntaxFactory.ParseTypeName(Qualify(manifests, name)).WithAdditionalAnnotations(Simplifier.Annotation);

    public static TypeSyntax Runtime(string name) =>
        SyntaxFactory.ParseTypeName("global::EppoTyped." + name).WithAdditionalAnnotations(Simplifier.Annotation);

    public static ExpressionSyntax Expression(ProjectManifests manifests, string name) => Simplified(Qualify(manifests, name));

    public static ExpressionSyntax RuntimeExpression(string name) => Simplified("global::EppoTyped." + name);

    /// <summary>A member of a generated enum.</summary>
    public static ExpressionSyntax Member(ProjectManifests manifests, string type, string member) =>
        Append(Expression(manifests, type), member);

    /// <summary>Appends dotted names to an expression.</summary>
    public static ExpressionSyntax Append(ExpressionSyntax expression, string path)
    {
        foreach (string part in path.Split('.'))
        {
            expression = SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression,
                expression,
                SyntaxFactory.IdentifierName(Identifier(part)));
        }

        return expression;
    }

    /// <summary>A name that is valid in every place of C#.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;

    private static SyntaxToken Identifier(string name) => SyntaxFactory.ParseToken(Escape(name));

    private static ExpressionSyntax Simplified(string name) =>
        SyntaxFactory.ParseExpression(name).WithAdditionalAnnotations(Simplifier.Annotation);

    private static string Qualify(ProjectManifests manifests, string name) =>
        "global::" + string.Join(".", manifests.Options.Namespace.Split('.').Append(name).Select(Escape));
}
