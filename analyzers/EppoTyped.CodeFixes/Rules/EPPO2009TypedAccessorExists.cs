using System.Collections.Immutable;
using System.Composition;
using EppoTyped.Analyzers.Rules;
using EppoTyped.CodeFixes.FixAll;
using EppoTyped.CodeFixes.Moves;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EppoTyped.CodeFixes.Rules;

/// <summary>Moves a string-keyed call to the flag's accessor.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EPPO2009TypedAccessorExistsFix))]
[Shared]
public sealed class EPPO2009TypedAccessorExistsFix : CodeFixProvider
{
    // All moves of a document are made together: merging hundreds of edits is slow, and Roslyn drops those it cannot merge.
    private static readonly FixAllProvider FixAll = new FlagFixAllProvider(FixAllProvider.Create(MoveAllAsync));

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [EPPO2009TypedAccessorExists.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAll;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        foreach (Diagnostic diagnostic in context.MessagesFor(this))
        {
            if (await PlanAsync(context.Document, root, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } move)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Move to {move.Target}",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(CallMove.Apply(root, [move]))),
                        "EPPO2009.Move"),
                    diagnostic);
            }
        }
    }

    private static async Task<Document?> MoveAllAsync(FixAllContext context, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        List<CallMove> moves = [];
        foreach (Diagnostic diagnostic in diagnostics)
        {
            if (await PlanAsync(document, root, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } move)
            {
                moves.Add(move);
            }
        }

        return document.WithSyntaxRoot(CallMove.Apply(root, moves));
    }

    private static async Task<CallMove?> PlanAsync(
        Document document,
        SyntaxNode root,
        Diagnostic diagnostic,
        CancellationToken cancellation) =>
        root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call
            ? await CallMove.PlanAsync(document, call, cancellation).ConfigureAwait(false)
            : null;
}
