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
/// Retires the flags of one file: replaces calls with final values, simplifies the code that depends on them, and removes what is unused
/// then.
/// </summary>
internal static class FileRetirement
{
    /// <summary>The new root and the keys of the replaced flags; null where nothing can be replaced.</summary>
    public static (SyntaxNode Root, IReadOnlyCollection<string> Keys)? Run(
        SyntaxTree tree,
        IEnumerable<TextSpan> marked,
        RetirementContext context,
        CancellationToken cancellation)
    {
        Func<IFieldSymbol, string?> textOf = member => TextOf(member, context.Manifests);
        EditedFile file = new(context.Compilation, tree, textOf, cancellation);
        RetiredCall[] calls = [.. marked.Select(span => RetiredCall.At(span, file.Root, file.Model, context))
            .OfType<RetiredCall>()
            .GroupBy(call => call.Call)
            .Select(same => same.First())];
        if (calls.Length == 0)
        {
            return null;
        }

        Diagnostic[] before = [.. file.Model.GetDiagnostics(cancellationToken: cancellation)];
        HashSet<string> unneeded = new(
            UnusedUsings.Of(before, file.Root).Select(directive => directive.ToString()),
            StringComparer.Ordinal);
        UnusedDeclarations.Mark(Numbered(file, calls), NumberedCalls(file));
        HashSet<string> keys = new(StringComparer.Ordinal);
        foreach (int number in Enumerable.Range(0, calls.Length).OrderBy(number => calls[number].Call.Span.Length))
        {
            if (Replace(file, calls[number], number))
            {
                keys.Add(calls[number].Flag.Key);
            }
        }

        EditedFile replaced = file.Copy();
        Simplify(file);
        UnusedUsings.Remove(file, unneeded);

        // Where the simplified text does not parse or compile as intended, only the values are replaced.
        return (Checked(file, before) ?? Checked(replaced, before)) is { } root ? (root, keys) : null;
    }

    private static EditedFile Numbered(EditedFile file, RetiredCall[] calls)
    {
        Dictionary<SyntaxNode, int> numbers = calls
            .Select((call, i) => (call.Call, i))
            .ToDictionary(pair => (SyntaxNode)pair.Call, pair => pair.i);
        file.Update(file.Root.ReplaceNodes(
            numbers.Keys,
            (old, now) => now.WithAdditionalAnnotations(new SyntaxAnnotation(
                Annotations.Call,
                numbers[old].ToString(CultureInfo.InvariantCulture)))));
        return file;
    }

    private static IEnumerable<SyntaxNode> NumberedCalls(EditedFile file) => file.Root.GetAnnotatedNodes(Annotations.Call);

    private static bool Replace(EditedFile file, RetiredCall retired, int number)
    {
        string data = number.ToString(CultureInfo.InvariantCulture);
        SyntaxNode? numbered = NumberedCalls(file)
            .FirstOrDefault(node => node.GetAnnotations(Annotations.Call).Any(annotation => annotation.Data == data));
        if (numbered is not InvocationExpressionSyntax call)
        {
            return false;
        }

        if (file.Model.GetOperation(call, file.Cancellation) is not IInvocationOperation operation
            || KeptEffects.Of(operation, file.Model) is not { } effects)
        {
            return false;
        }

        bool needsParentheses = call.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax
            && !Parentheses.IsPrimary(retired.Value);
        ExpressionSyntax value = needsParentheses ? Parentheses.Around(retired.Value) : retired.Value;
        ExpressionSyntax placed = value.WithTriviaFrom(call).MarkDecided();
        if (effects.Length == 0)
        {
            file.Replace(call, placed);
            return true;
        }

        StatementSyntax statement = call.FirstAncestorOrSelf<StatementSyntax>()!;
        SyntaxTriviaList lead = statement.GetLeadingTrivia();
        SyntaxTriviaList indentation = SyntaxFactory.TriviaList(lead
            .Reverse()
            .TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)));
        IEnumerable<StatementSyntax> kept = effects.Select((effect, i) => KeptEffects.ToStatement(effect)
            .WithLeadingTrivia(i == 0 ? lead : indentation)
            .WithTrailingTrivia(Trivia.LineEndOf(file.Root)));
        StatementSyntax rest = statement.ReplaceNode(call, placed).WithLeadingTrivia(indentation);
        file.Update(StatementPlace.ReplaceInList(file.Root, statement, [.. kept, rest]));
        return true;
    }

    private static void Simplify(EditedFile file)
    {
        while (true)
        {
            file.Cancellation.ThrowIfCancellationRequested();
            if (file.Root.GetAnnotatedNodes(Annotations.Decided).FirstOrDefault() is ExpressionSyntax decided)
            {
                if (!DecidedExpressions.TryStep(file, decided)
                    && !DecidedStatements.TryStep(file, decided)
                    && !InlinedLocals.TryStep(file, decided))
                {
                    file.Replace(decided, decided.WithoutAnnotations(Annotations.Decided));
                }
            }
            else if (!UnreachableStatements.TryRemove(file) && !UnusedDeclarations.TryRemove(file))
            {
                return;
            }
        }
    }

    /// <summary>The root parsed from its text; null where that is another program than intended, or has new errors.</summary>
    private static SyntaxNode? Checked(EditedFile file, Diagnostic[] before)
    {
        SyntaxTree read = CSharpSyntaxTree.ParseText(
            file.Root.ToFullString(),
            (CSharpParseOptions)file.Tree.Options,
            file.Tree.FilePath,
            cancellationToken: file.Cancellation);
        if (!ShapeOf(read.GetRoot(file.Cancellation)).SequenceEqual(ShapeOf(file.Root)))
        {
            return null;
        }

        Compilation compilation = file.Compilation.ReplaceSyntaxTree(file.Tree, read);
        Dictionary<string, int> known = ErrorsOf(before);
        bool isSound = ErrorsOf(compilation.GetSemanticModel(read).GetDiagnostics(cancellationToken: file.Cancellation))
            .All(error => known.TryGetValue(error.Key, out int count) && error.Value <= count);
        return isSound ? read.GetRoot(file.Cancellation) : null;
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
