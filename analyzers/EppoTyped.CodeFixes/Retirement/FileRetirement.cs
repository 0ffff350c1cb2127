using System.Globalization;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Analyzers.Manifests;
using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>
/// Retires the flags of one file: final values for calls, what they decide simplified, and what served only that taken away.
/// </summary>
internal static class FileRetirement
{
    /// <summary>The file's new text and the flags it asks no longer; null where nothing can be done.</summary>
    public static (SyntaxNode Root, IReadOnlyCollection<string> Keys)? Run(
        SyntaxTree tree,
        IEnumerable<TextSpan> marked,
        RetirementContext context,
        CancellationToken cancellation)
    {
        Func<IFieldSymbol, string?> textOf = member => TextOf(member, context.Manifests);
        Draft draft = new(context.Compilation, tree, textOf, cancellation);
        RetiredCall[] calls = [.. marked.Select(span => RetiredCall.At(span, draft.Root, draft.Model, context))
            .OfType<RetiredCall>()
            .GroupBy(call => call.Call)
            .Select(same => same.First())];
        if (calls.Length == 0)
        {
            return null;
        }

        Diagnostic[] before = [.. draft.Model.GetDiagnostics(cancellationToken: cancellation)];
        HashSet<string> unneeded = new(
            UnusedUsings.Of(before, draft.Root).Select(directive => directive.ToString()),
            StringComparer.Ordinal);
        UnusedDeclarations.Mark(Numbered(draft, calls), NumberedCalls(draft));
        HashSet<string> keys = new(StringComparer.Ordinal);
        foreach (int number in Enumerable.Range(0, calls.Length).OrderBy(number => calls[number].Call.Span.Length))
        {
            if (Replace(draft, calls[number], number))
            {
                keys.Add(calls[number].Flag.Key);
            }
        }

        Draft replaced = draft.Copy();
        Simplify(draft);
        UnusedUsings.Remove(draft, unneeded);

        // A text that the compiler would read otherwise is no mend: then the values alone are put in place.
        return (Checked(draft, before) ?? Checked(replaced, before)) is { } root ? (root, keys) : null;
    }

    private static Draft Numbered(Draft draft, RetiredCall[] calls)
    {
        Dictionary<SyntaxNode, int> numbers = calls
            .Select((call, i) => (call.Call, i))
            .ToDictionary(pair => (SyntaxNode)pair.Call, pair => pair.i);
        draft.Become(draft.Root.ReplaceNodes(
            numbers.Keys,
            (old, now) => now.WithAdditionalAnnotations(new SyntaxAnnotation(
                Marks.Call,
                numbers[old].ToString(CultureInfo.InvariantCulture)))));
        return draft;
    }

    private static IEnumerable<SyntaxNode> NumberedCalls(Draft draft) => draft.Root.GetAnnotatedNodes(Marks.Call);

    private static bool Replace(Draft draft, RetiredCall retired, int number)
    {
        string data = number.ToString(CultureInfo.InvariantCulture);
        if (NumberedCalls(draft)
            .FirstOrDefault(node => node
                .GetAnnotations(Marks.Call)
                .Any(annotation => annotation.Data == data)) is not InvocationExpressionSyntax call)
        {
            return false;
        }

        if (draft.Model.GetOperation(call, draft.Cancellation) is not IInvocationOperation operation
            || KeptEffects.Of(operation, draft.Model) is not { } effects)
        {
            return false;
        }

        ExpressionSyntax value = call.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax
            && !Parentheses.IsPrimary(retired.Value) ? Parentheses.Around(retired.Value) : retired.Value;
        ExpressionSyntax placed = value.WithTriviaFrom(call).Decide();
        if (effects.Length == 0)
        {
            draft.Replace(call, placed);
            return true;
        }

        StatementSyntax statement = call.FirstAncestorOrSelf<StatementSyntax>()!;
        SyntaxTriviaList lead = statement.GetLeadingTrivia();
        SyntaxTriviaList indentation = SyntaxFactory.TriviaList(lead
            .Reverse()
            .TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)));
        IEnumerable<StatementSyntax> kept = effects.Select((effect, i) => KeptEffects.ToStatement(effect)
            .WithLeadingTrivia(i == 0 ? lead : indentation)
            .WithTrailingTrivia(Blanks.LineEndOf(draft.Root)));
        StatementSyntax rest = statement.ReplaceNode(call, placed).WithLeadingTrivia(indentation);
        draft.Become(StatementPlace.ReplaceInList(draft.Root, statement, [.. kept, rest]));
        return true;
    }

    private static void Simplify(Draft draft)
    {
        while (true)
        {
            draft.Cancellation.ThrowIfCancellationRequested();
            if (draft.Root.GetAnnotatedNodes(Marks.Decided).FirstOrDefault() is ExpressionSyntax decided)
            {
                if (!DecidedExpressions.TryStep(draft, decided)
                    && !DecidedStatements.TryStep(draft, decided)
                    && !InlinedLocals.TryStep(draft, decided))
                {
                    draft.Replace(decided, decided.WithoutAnnotations(Marks.Decided));
                }
            }
            else if (!UnreachableStatements.TryRemove(draft) && !UnusedDeclarations.TryRemove(draft))
            {
                return;
            }
        }
    }

    /// <summary>The text as the compiler reads it anew; null where that is another program than meant, or one with an error more.</summary>
    private static SyntaxNode? Checked(Draft draft, Diagnostic[] before)
    {
        SyntaxTree read = CSharpSyntaxTree.ParseText(
            draft.Root.ToFullString(),
            (CSharpParseOptions)draft.Tree.Options,
            draft.Tree.FilePath,
            cancellationToken: draft.Cancellation);
        if (!ShapeOf(read.GetRoot(draft.Cancellation)).SequenceEqual(ShapeOf(draft.Root)))
        {
            return null;
        }

        Compilation compilation = draft.Compilation.ReplaceSyntaxTree(draft.Tree, read);
        Dictionary<string, int> known = ErrorsOf(before);
        bool isSound = ErrorsOf(compilation.GetSemanticModel(read).GetDiagnostics(cancellationToken: draft.Cancellation))
            .All(error => known.TryGetValue(error.Key, out int count) && error.Value <= count);
        return isSound ? read.GetRoot(draft.Cancellation) : null;
    }

    private static IEnumerable<(int Kind, string Text)> ShapeOf(SyntaxNode root) =>
        root.DescendantNodesAndTokensAndSelf().Select(part => (part.RawKind, part.IsToken ? part.ToString() : ""));

    private static Dictionary<string, int> ErrorsOf(IEnumerable<Diagnostic> diagnostics) => diagnostics
        .Where(diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error)
        .GroupBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => same.Count(), StringComparer.Ordinal);

    private static string? TextOf(IFieldSymbol member, ProjectManifests manifests)
    {
        if (member.ContainingType is not { TypeKind: TypeKind.Enum } type || !RuntimeTypes.IsGenerated(type))
        {
            return null;
        }

        foreach (PlacedFlag placed in manifests.Flags)
        {
            if (manifests.AccessorOf(placed.Flag.Key, out _) is { } names && names.Enum == type.Name)
            {
                int index = names.Members.ToList().IndexOf(member.Name);
                return index >= 0 && index < placed.Flag.Variations.Count ? placed.Flag.Variations[index].Value : null;
            }
        }

        return null;
    }
}
