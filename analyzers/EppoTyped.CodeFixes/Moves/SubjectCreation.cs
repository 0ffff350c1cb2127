using EppoTyped.Manifest.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Moves;

/// <summary>Writes the subject of a typed call: <c>new User(id) { Country = c }</c>.</summary>
internal static class SubjectCreation
{
    /// <summary>The subject; null where the call's attributes do not fit it.</summary>
    public static ExpressionSyntax? Write(CallSite site, GivenDictionary given)
    {
        // A subject without a key throws, while the string-keyed call returns its default.
        if (CallSite.Written(site.Call.SubjectKey) is not { } key || site.MayBeNull(key))
        {
            return null;
        }

        SubjectNames? subject = site.Accessor.Subject;
        if (subject is { Type: null } || (subject is not null && MissesRequired(subject, given)))
        {
            return null;
        }

        TypeSyntax type = subject is null ? GeneratedName.Runtime("Subject") : GeneratedName.Type(site.Manifests, subject.Type!);
        ArgumentListSyntax arguments = SyntaxFactory.ArgumentList(
            SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(key.WithoutTrivia())));
        SyntaxToken creation = SyntaxFactory.Token(SyntaxKind.NewKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (given.Initializer is not { } braces)
        {
            return SyntaxFactory.ObjectCreationExpression(creation, type, arguments, null);
        }

        return WriteBraces(site, subject, braces, given) is { } initializer
            ? SyntaxFactory.ObjectCreationExpression(creation, type, arguments.WithTrailingTrivia(BlankBefore(braces)), initializer)
            : null;
    }

    private static bool MissesRequired(SubjectNames subject, GivenDictionary given) =>
        subject.Attributes
            .Any(attribute => attribute.Definition.Required && given.Attributes.All(other => other.Key != attribute.Definition.Key));

    /// <summary>The braces with their lines and comments, with properties in place of names.</summary>
    private static InitializerExpressionSyntax? WriteBraces(
        CallSite site,
        SubjectNames? subject,
        InitializerExpressionSyntax braces,
        GivenDictionary given)
    {
        List<ExpressionSyntax> members = [];
        foreach (GivenAttribute attribute in given.Attributes)
        {
            if (WriteMember(site, subject, attribute) is not { } member)
            {
                return null;
            }

            members.Add(member.WithTriviaFrom(attribute.Syntax));
        }

        return SyntaxFactory.InitializerExpression(
            SyntaxKind.ObjectInitializerExpression,
            braces.OpenBraceToken,
            SyntaxFactory.SeparatedList(members, braces.Expressions.GetSeparators()),
            braces.CloseBraceToken.WithTrailingTrivia());
    }

    private static AssignmentExpressionSyntax? WriteMember(CallSite site, SubjectNames? subject, GivenAttribute attribute)
    {
        if (subject is null)
        {
            return Assign(
                SyntaxFactory.ImplicitElementAccess(
                    SyntaxFactory.BracketedArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(KeyOf(attribute))))),
                AttributeConversions.ToAttributeValue(site, attribute.Value));
        }

        AttributeNames? names = subject.Attributes.FirstOrDefault(declared => declared.Definition.Key == attribute.Key);
        return names is not null && AttributeConversions.ToProperty(site, names, attribute.Value) is { } value
            ? Assign(SyntaxFactory.IdentifierName(SyntaxFactory.ParseToken(GeneratedName.Escape(names.Property))), value)
            : null;
    }

    private static ExpressionSyntax KeyOf(GivenAttribute attribute) => attribute.Syntax switch
    {
        AssignmentExpressionSyntax { Left: ImplicitElementAccessSyntax access } =>
            access.ArgumentList.Arguments[0].Expression.WithoutTrivia(),
        InitializerExpressionSyntax pair => pair.Expressions[0].WithoutTrivia(),
        _ => SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(attribute.Key)),
    };

    private static AssignmentExpressionSyntax Assign(ExpressionSyntax member, ExpressionSyntax value) => SyntaxFactory.AssignmentExpression(
        SyntaxKind.SimpleAssignmentExpression,
        member.WithTrailingTrivia(SyntaxFactory.Space),
        SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space),
        value.WithoutTrivia());

    private static SyntaxTriviaList BlankBefore(InitializerExpressionSyntax braces) =>
        braces.OpenBraceToken.GetPreviousToken().TrailingTrivia;
}
