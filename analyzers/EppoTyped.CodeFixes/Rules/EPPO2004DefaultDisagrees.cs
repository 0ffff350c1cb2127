using System.Collections.Immutable;
using System.Composition;
using EppoTyped.Analyzers.Rules;
using EppoTyped.CodeFixes.FixAll;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EppoTyped.CodeFixes.Rules;

/// <summary>Puts the manifest's default into the call.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EPPO2004DefaultDisagreesFix))]
[Shared]
public sealed class EPPO2004DefaultDisagreesFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [EPPO2004DefaultDisagrees.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FlagFixAllProvider.Instance;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.MessagesFor(this))
        {
            if (!diagnostic.Properties.TryGetValue(FixProperties.Default, out string? value) || value is null)
            {
                continue;
            }

            context.RegisterCodeFix(
                CodeAction.Create(
                    "Use the manifest's default",
                    cancellation => ExpressionReplacement.ApplyAsync(context.Document, diagnostic.Location.SourceSpan, value, cancellation),
                    "EPPO2004.Default"),
                diagnostic);
        }

        return Task.CompletedTask;
    }
}
