using System.Collections.Immutable;
using System.Composition;
using EppoTyped.Analyzers.Rules;
using EppoTyped.CodeFixes.FixAll;
using EppoTyped.CodeFixes.Retirement;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.CodeFixes.Rules;

/// <summary>Retires a flag: replaces the call with its final value, and removes code that can no longer run.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EPPO3001DeprecatedFlagUsedFix))]
[Shared]
public sealed class EPPO3001DeprecatedFlagUsedFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [EPPO3001DeprecatedFlagUsed.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new RetirementFixAll();

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await RetirementContext.OfAsync(context.Document.Project, context.CancellationToken).ConfigureAwait(false) is not { } retirement
            || await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.MessagesFor(this))
        {
            TextSpan span = diagnostic.Location.SourceSpan;
            if (RetiredCall.At(span, root, model, retirement) is not { } call)
            {
                continue;
            }

            Dictionary<DocumentId, TextSpan[]> marked = new() { [context.Document.Id] = [span] };
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Retire \"{call.Flag.Key}\": it is {call.Value} for good",
                    cancellation => SolutionRetirement.RunAsync(context.Document.Project.Solution, marked, cancellation),
                    RetirementFixAll.Key),
                diagnostic);
        }
    }
}
