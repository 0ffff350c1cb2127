using System.Collections.Immutable;
using System.Composition;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Analyzers.Rules;
using EppoTyped.CodeFixes.FixAll;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.CodeFixes.Rules;

/// <summary>Swaps the expressions of flag key and subject key; argument names are kept.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EPPO2011KeysSwappedFix))]
[Shared]
public sealed class EPPO2011KeysSwappedFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [EPPO2011KeysSwapped.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FlagFixAllProvider.Instance;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.MessagesFor(this))
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    "Swap flag key and subject key",
                    cancellation => SwapAsync(context.Document, diagnostic.Location.SourceSpan, cancellation),
                    "EPPO2011.Swap"),
                diagnostic);
        }

        return Task.CompletedTask;
    }

    private static async Task<Document> SwapAsync(Document document, TextSpan subjectSpan, CancellationToken cancellation)
    {
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        SyntaxNode root = await model.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        if (root.FindNode(subjectSpan).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } invocation
            || RuntimeTypes.Of(model.Compilation) is not { } runtime
            || model.GetOperation(invocation, cancellation) is not IInvocationOperation operation
            || FlagCall.Read(operation, runtime, manifests: null) is not { SubjectKey.Value.Syntax: { } subject } call)
        {
            return document;
        }

        SyntaxNode flag = call.FlagKey.Value.Syntax;
        return document.WithSyntaxRoot(root.ReplaceNodes(
            [flag, subject],
            (original, _) => (original == flag ? subject : flag).WithTriviaFrom(original)));
    }
}
