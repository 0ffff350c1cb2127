using EppoTyped.Analyzers.Calls;
using EppoTyped.CodeFixes.Effects;
using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.CodeFixes.Moves;

/// <summary>A string-keyed call and the typed call that replaces it.</summary>
internal sealed class CallMove
{
    private readonly InvocationExpressionSyntax _call;
    private readonly Dictionary<SyntaxNode, SyntaxNode> _replacements;
    private readonly LocalDeclarationStatementSyntax? _local;

    private CallMove(
        string target,
        InvocationExpressionSyntax call,
        Dictionary<SyntaxNode, SyntaxNode> replacements,
        LocalDeclarationStatementSyntax? local) =>
        (Target, _call, _replacements, _local) = (target, call, replacements, local);

    /// <summary>The accessor as it will be written.</summary>
    public string Target { get; }

    /// <summary>Plans the move; null where the typed call would behave differently.</summary>
    public static async Task<CallMove?> PlanAsync(Document document, InvocationExpressionSyntax syntax, CancellationToken cancellation)
    {
        if (await CallSite.ReadAsync(document, syntax, cancellation).ConfigureAwait(false) is not { } site || !ReturnsTheSame(site))
        {
            return null;
        }

        if (GivenDictionary.Read(site) is not { } given
            || !KeepsOrder(site, given)
            || SubjectCreation.Write(site, given) is not { } subject
            || DefaultArgument.Read(site) is not { } fallback)
        {
            return null;
        }

        ExpressionSyntax call = SyntaxFactory.InvocationExpression(
            GeneratedName.Append(WriteOwner(site), site.Accessor.Path + "." + site.Accessor.Method),
            WriteArguments(site, subject, fallback));
        Dictionary<SyntaxNode, SyntaxNode> replacements = [];
        if (site.Accessor.Names.Enum is not null)
        {
            foreach (KeyValuePair<SyntaxNode, SyntaxNode> member in ValuePlace.FindMembers(site))
            {
                replacements.Add(member.Key, member.Value);
            }

            if (replacements.Count == 0)
            {
                call = ValuePlace.ToText(site, call);
            }
        }

        // Comments must be kept: an argument with a comment must not be removed.
        ExpressionSyntax moved = WithoutElasticTrivia(call.WithTriviaFrom(syntax));
        if (Comments(syntax) > Comments(moved))
        {
            return null;
        }

        replacements.Add(syntax, moved);
        return new CallMove(
            $"{site.Manifests.Options.Facade}.{site.Accessor.Path}.{site.Accessor.Method}",
            syntax,
            replacements,
            given.Local);
    }

    /// <summary>Makes all moves of one document. A call within another moved call is left for the next run.</summary>
    public static SyntaxNode Apply(SyntaxNode root, IReadOnlyList<CallMove> moves)
    {
        Dictionary<SyntaxNode, SyntaxNode> replacements = [];
        foreach (KeyValuePair<SyntaxNode, SyntaxNode> one in moves
            .Where(move => !moves.Any(move.IsWithin))
            .SelectMany(move => move._replacements))
        {
            replacements[one.Key] = one.Value;
        }

        SyntaxNode[] gone = [.. moves
            .Where(move => move._local is not null && !moves.Any(move.IsWithin))
            .Select(move => move._local!.Parent is GlobalStatementSyntax global ? global : (SyntaxNode)move._local)];
        Dictionary<SyntaxNode, SyntaxNode> goneBefore = gone.ToDictionary(node => node.Parent!
            .ChildNodes()
            .SkipWhile(sibling => sibling != node)
            .ElementAt(1));
        SyntaxAnnotation mark = new();
        root = root.ReplaceNodes(replacements.Keys.Concat(gone).Concat(goneBefore.Keys).Distinct(), (node, rewritten) =>
        {
            SyntaxNode written = replacements.TryGetValue(node, out SyntaxNode? replacement) ? replacement : rewritten;
            if (goneBefore.TryGetValue(node, out SyntaxNode? before))
            {
                written = WithLinesOf(before, written);
            }

            return gone.Contains(node) ? written.WithAdditionalAnnotations(mark) : written;
        });
        return root.RemoveNodes(root.GetAnnotatedNodes(mark), SyntaxRemoveOptions.KeepNoTrivia)!;
    }

    private bool IsWithin(CallMove other) => other != this && other._call.Contains(_call);

    // Elastic trivia would cause the lines around to be formatted too; the new code has the white space it needs.
    private static ExpressionSyntax WithoutElasticTrivia(ExpressionSyntax call) =>
        call.ReplaceTrivia(
            call.DescendantTrivia().Where(trivia => trivia.HasAnnotation(SyntaxAnnotation.ElasticAnnotation)),
            (_, _) => default);

    // The empty line before the removed local is kept before the statement that follows it.
    private static SyntaxNode WithLinesOf(SyntaxNode gone, SyntaxNode next) =>
        next.GetLeadingTrivia().All(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))
            ? next.WithLeadingTrivia(gone.GetLeadingTrivia())
            : next;

    // A record is not JSON, and details of a variation are not details of a text; a bandit's actions would need records too.
    private static bool ReturnsTheSame(CallSite site) => site.Call.Method switch
    {
        { Kind: not FlagCallKind.Assignment } or { IsText: true } => false,
        _ when site.Flag.Type == FlagType.Object => site.Accessor.Names.Record is null,
        { IsDetails: true } => site.Accessor.Names.Enum is null,
        _ => true,
    };

    /// <summary>True where the typed call evaluates its arguments in the same order: subject, attributes, default.</summary>
    private static bool KeepsOrder(CallSite site, GivenDictionary given)
    {
        // A client before the method's name is evaluated first in both.
        IArgumentOperation[] written = [.. site.Call.Operation.Arguments
            .Where(argument => argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Syntax is ArgumentSyntax)];
        bool isInOrder = written
            .Zip(written.Skip(1), (one, next) => one.Parameter?.Ordinal < next.Parameter?.Ordinal)
            .All(before => before);
        return isInOrder
            || (written.All(argument => argument == site.Call.Attributes || SideEffects.OnlyReads(argument.Value))
                && given.Attributes.All(attribute => site.OnlyReads(attribute.Value)));
    }

    private static ExpressionSyntax WriteOwner(CallSite site)
    {
        if (site.Call.Client!.Unconverted() is IMemberReferenceOperation { Member: { Name: "Shared", IsStatic: true } })
        {
            return GeneratedName.Expression(site.Manifests, site.Manifests.Names.Facade);
        }

        ArgumentSyntax client = SyntaxFactory.Argument(((ExpressionSyntax)site.Call.Client!.Syntax).WithoutTrivia());
        return SyntaxFactory.ObjectCreationExpression(
            SyntaxFactory.Token(SyntaxKind.NewKeyword).WithTrailingTrivia(SyntaxFactory.Space),
            GeneratedName.Type(site.Manifests, site.Manifests.Names.FacadeSet),
            SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(client)),
            null);
    }

    private static ArgumentListSyntax WriteArguments(CallSite site, ExpressionSyntax subject, DefaultArgument fallback)
    {
        // The line breaks of the old call are kept.
        ArgumentListSyntax old = site.Syntax.ArgumentList.WithTrailingTrivia();
        ArgumentSyntax first = SyntaxFactory.Argument(subject).WithLeadingTrivia(old.Arguments[0].GetLeadingTrivia());
        if (fallback.Expression is not { } expression)
        {
            return old.WithArguments(SyntaxFactory.SingletonSeparatedList(first.WithTrailingTrivia(old.Arguments
                .Last()
                .GetTrailingTrivia())));
        }

        ArgumentSyntax argument = (ArgumentSyntax)site.Call.Default!.Syntax;
        int place = site.Syntax.ArgumentList.Arguments.IndexOf(argument);
        SyntaxToken comma = place > 0
            ? old.Arguments.GetSeparator(place - 1)
            : SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        ArgumentSyntax last = SyntaxFactory.Argument(expression.WithoutTrivia())
            .WithLeadingTrivia(argument.GetLeadingTrivia())
            .WithTrailingTrivia(old.Arguments.Last().GetTrailingTrivia());
        return old.WithArguments(SyntaxFactory.SeparatedList([first, last], [comma]));
    }

    private static int Comments(SyntaxNode node) =>
        node
            .DescendantTrivia()
            .Count(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia));
}
