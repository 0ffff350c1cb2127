using System.Collections.Immutable;
using System.Composition;
using EppoTyped.Analyzers.Rules;
using EppoTyped.CodeFixes.FixAll;
using EppoTyped.CodeFixes.Moves;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Rules;

/// <summary>Moves a string-keyed call to the flag's accessor.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EPPO2009TypedAccessorExistsFix))]
[Shared]
public sealed class EPPO2009TypedAccessorExistsFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [EPPO2009TypedAccessorExists.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FlagFixAllProvider.Instance;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
                || await CallMove.PlanAsync(context.Document, call, context.CancellationToken).ConfigureAwait(false) is not { } move)
                continue;
            context.RegisterCodeFix(
                CodeAction.Create($"Move to {move.Target}", _ => Task.FromResult(context.Document.WithSyntaxRoot(move.Apply(root))), "EPPO2009.Move"),
                diagnostic);
        }
    }
}
