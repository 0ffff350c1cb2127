using System.Collections.Immutable;
using System.Composition;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Analyzers.Rules;
using EppoTyped.CodeFixes.FixAll;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.CodeFixes.Rules;

/// <summary>Calls the method of the flag's type, where the code around the call accepts its value.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EPPO2003WrongCallTypeFix))]
[Shared]
public sealed class EPPO2003WrongCallTypeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [EPPO2003WrongCallType.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FlagFixAllProvider.Instance;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.MessagesFor(this))
        {
            if (!diagnostic.Properties.TryGetValue(FixProperties.Replacement, out string? method) || method is null)
            {
                continue;
            }

            diagnostic.Properties.TryGetValue(FixProperties.Default, out string? value);
            if (await ChangeAsync(context.Document, diagnostic, method, value, context.CancellationToken)
                .ConfigureAwait(false) is not { } changed)
            {
                continue;
            }

            string title = value is null ? $"Call {method}" : $"Call {method} with the manifest's default";
            context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(changed), "EPPO2003.Call"), diagnostic);
        }
    }

    /// <summary>The document with the other call; null where it does not compile.</summary>
    private static async Task<Document?> ChangeAsync(
        Document document,
        Diagnostic diagnostic,
        string method,
        string? value,
        CancellationToken cancellation)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        SyntaxToken name = root.FindToken(diagnostic.Location.SourceSpan.Start);
        SyntaxNode? member = name.Parent?.AncestorsAndSelf().FirstOrDefault(node => node is MemberDeclarationSyntax);
        if (name.Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } invocation || member is null)
        {
            return null;
        }

        ExpressionSyntax? given = value is null ? null : await FindDefaultAsync(document, invocation, cancellation).ConfigureAwait(false);
        SyntaxAnnotation mark = new();
        SyntaxNode changed = root.ReplaceSyntax(
            nodes: [member, .. given is null ? Array.Empty<SyntaxNode>() : [given]],
            computeReplacementNode: (original, rewritten) => original == given
                ? ExpressionReplacement.Parse(value!, original)
                : rewritten.WithAdditionalAnnotations(mark),
            tokens: [name],
            computeReplacementToken: (original, _) => SyntaxFactory.Identifier(method).WithTriviaFrom(original),
            trivia: null,
            computeReplacementTrivia: null);
        Document result = document.WithSyntaxRoot(changed);
        SemanticModel model = (await result.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;

        // Top-level statements share one scope.
        SyntaxNode marked = (await model.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false)).GetAnnotatedNodes(mark).First();
        SyntaxNode judged = marked is GlobalStatementSyntax ? marked.Parent! : marked;
        return model.GetDiagnostics(judged.Span, cancellation).Any(message => message.Severity == DiagnosticSeverity.Error) ? null : result;
    }

    private static async Task<ExpressionSyntax?> FindDefaultAsync(
        Document document,
        InvocationExpressionSyntax invocation,
        CancellationToken cancellation)
    {
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        return model.GetOperation(invocation, cancellation) is IInvocationOperation operation
            && RuntimeTypes.Of(model.Compilation) is { } runtime
            ? FlagCall.Read(operation, runtime, manifests: null)?.Default?.Value.Syntax as ExpressionSyntax
            : null;
    }
}
