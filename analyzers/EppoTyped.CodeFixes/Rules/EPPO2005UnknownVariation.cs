using System.Collections.Immutable;
using System.Composition;
using EppoTyped.Analyzers;
using EppoTyped.Analyzers.Rules;
using EppoTyped.CodeFixes.FixAll;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EppoTyped.CodeFixes.Rules;

/// <summary>Puts the nearest variation in place of a misspelt one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EPPO2005UnknownVariationFix))]
[Shared]
public sealed class EPPO2005UnknownVariationFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [EPPO2005UnknownVariation.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FlagFixAllProvider.Instance;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.MessagesFor(this))
        {
            if (!diagnostic.Properties.TryGetValue(FixProperties.Replacement, out string? nearest) || nearest is null)
                continue;
            context.RegisterCodeFix(
                CodeAction.Create($"Change to \"{nearest}\"", cancellation => TextReplacement.ApplyAsync(context.Document, diagnostic.Location.SourceSpan, nearest, cancellation), "EPPO2005.Rename"),
                diagnostic);
        }

        return Task.CompletedTask;
    }
}
