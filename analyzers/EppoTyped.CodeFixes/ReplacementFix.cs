using System.Collections.Immutable;
using EppoTyped.Analyzers.Rules;
using EppoTyped.CodeFixes.FixAll;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EppoTyped.CodeFixes;

/// <summary>A fix that replaces the marked text with the one of the diagnostic.</summary>
/// <param name="id">The id of the diagnostic.</param>
public abstract class ReplacementFix(string id) : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FlagFixAllProvider.Instance;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.MessagesFor(this))
        {
            if (!diagnostic.Properties.TryGetValue(FixProperties.Replacement, out string? nearest) || nearest is null)
            {
                continue;
            }

            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Change to \"{nearest}\"",
                    cancellation => TextReplacement.ApplyAsync(context.Document, diagnostic.Location.SourceSpan, nearest, cancellation),
                    id + ".Rename"),
                diagnostic);
        }

        return Task.CompletedTask;
    }
}
