using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Moves;

/// <summary>An attribute that a call passes.</summary>
/// <param name="Syntax">The element of the initializer.</param>
/// <param name="Key">Its name.</param>
/// <param name="Value">Its value, without the cast to object.</param>
internal sealed record GivenAttribute(ExpressionSyntax Syntax, string Key, ExpressionSyntax Value);

/// <summary>The attributes of a call that are written in the call, or in a local directly before it that is not used otherwise.</summary>
/// <param name="Initializer">The braces of the dictionary; null where there are none.</param>
/// <param name="Attributes">The attributes between the braces.</param>
/// <param name="Local">The declaration that the move removes.</param>
internal sealed record GivenDictionary(
    InitializerExpressionSyntax? Initializer,
    IReadOnlyList<GivenAttribute> Attributes,
    LocalDeclarationStatementSyntax? Local)
{
    private static readonly GivenDictionary None = new(null, [], null);

    /// <summary>Reads the attributes; null where they come from elsewhere.</summary>
    public static GivenDictionary? Read(CallSite site)
    {
        if (site.Call.Attributes is null)
        {
            return None;
        }

        if (CallSite.Written(site.Call.Attributes) is not { } written)
        {
            return null;
        }

        if (site.ConstantOf(written) is { HasValue: true, Value: null })
        {
            return None;
        }

        return written switch
        {
            BaseObjectCreationExpressionSyntax creation => Read(site, creation),
            IdentifierNameSyntax name => ReadLocal(site, name),
            _ => null,
        };
    }

    private static GivenDictionary? ReadLocal(CallSite site, IdentifierNameSyntax name)
    {
        if (FilledLocal.Find(site, name) is not { } local
            || local.Declaration.Variables[0].Initializer!.Value is not BaseObjectCreationExpressionSyntax creation)
        {
            return null;
        }

        // Its values would be evaluated later than before.
        return Read(site, creation) is { } given && given.Attributes.All(attribute => site.OnlyReads(attribute.Value))
            ? given with { Local = local }
            : null;
    }

    private static GivenDictionary? Read(CallSite site, BaseObjectCreationExpressionSyntax creation)
    {
        if (site.TypeOf(creation) is not INamedTypeSymbol { Name: "Dictionary", TypeArguments.Length: 2 } type
            || type.TypeArguments[0].SpecialType != SpecialType.System_String
            || type.TypeArguments[1].SpecialType != SpecialType.System_Object)
        {
            return null;
        }

        // A comparer can compare names differently; a capacity is irrelevant.
        IEnumerable<ArgumentSyntax> arguments = creation.ArgumentList?.Arguments ?? [];
        if (!arguments.All(argument => site.ConstantOf(argument.Expression) is { HasValue: true, Value: int }))
        {
            return null;
        }

        List<GivenAttribute> attributes = [];
        foreach (ExpressionSyntax element in creation.Initializer?.Expressions ?? [])
        {
            if (ReadElement(site, element) is not { } attribute || attributes.Any(other => other.Key == attribute.Key))
            {
                return null;
            }

            attributes.Add(attribute);
        }

        return new GivenDictionary(attributes.Count == 0 ? null : creation.Initializer, attributes, null);
    }

    private static GivenAttribute? ReadElement(CallSite site, ExpressionSyntax element)
    {
        (ExpressionSyntax? key, ExpressionSyntax? value) = element switch
        {
            AssignmentExpressionSyntax { Left: ImplicitElementAccessSyntax { ArgumentList.Arguments: { Count: 1 } index } } assignment =>
                (index[0].Expression, assignment.Right),
            InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ComplexElementInitializerExpression, Expressions: { Count: 2 } pair } =>
                (pair[0], pair[1]),
            _ => (null, null),
        };
        return key is not null && site.ConstantOf(key) is { HasValue: true, Value: string text }
            ? new GivenAttribute(element, text, Unbox(site, value!))
            : null;
    }

    private static ExpressionSyntax Unbox(CallSite site, ExpressionSyntax value) => value switch
    {
        CastExpressionSyntax cast when site.TypeOf(cast)?.SpecialType == SpecialType.System_Object => Unbox(site, cast.Expression),
        ParenthesizedExpressionSyntax { Expression: CastExpressionSyntax cast } when site.TypeOf(
            cast)?.SpecialType == SpecialType.System_Object => Unbox(site, cast),
        _ => value,
    };
}
