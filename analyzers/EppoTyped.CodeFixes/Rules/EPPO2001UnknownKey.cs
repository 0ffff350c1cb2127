using System.Collections.Immutable;
using System.Composition;
using EppoTyped.Analyzers.Rules;
using EppoTyped.CodeFixes.FixAll;
using EppoTyped.CodeFixes.Manifests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EppoTyped.CodeFixes.Rules;

/// <summary>Replaces a misspelled key with the nearest one, or adds the flag to the manifest.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EPPO2001UnknownKeyFix))]
[Shared]
public sealed class EPPO2001UnknownKeyFix : CodeFixProvider
{
    private const string Rename = "EPPO2001.Rename";
    private const string Add = "EPPO2001.Add";

    // A key near a declared one is probably not new. Its fix has an equivalence key of its own, so that adding all others leaves it to
    // renaming.
    private const string AddDespiteNearest = "EPPO2001.AddDespiteNearest";

    private static readonly FixAllProvider FixAll = new AddFlagsFixAll(new Dictionary<string, Func<Diagnostic, bool>>
    {
        [Add] = diagnostic => NearestTo(diagnostic) is null,
        [AddDespiteNearest] = diagnostic => NearestTo(diagnostic) is not null,
    });

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [EPPO2001UnknownKey.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAll;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.MessagesFor(this))
        {
            // Renaming comes first, because the command line takes the first fix.
            string? nearest = NearestTo(diagnostic);
            if (nearest is not null)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Change to \"{nearest}\"",
                        cancellation => TextReplacement.ApplyAsync(context.Document, diagnostic.Location.SourceSpan, nearest, cancellation),
                        Rename),
                    diagnostic);
            }

            if (ProjectManifestFile.ForNewFlags(context.Document.Project) is { } manifest
                && await FlagOfCall.ReadAsync(context.Document, diagnostic.Location.SourceSpan, context.CancellationToken)
                    .ConfigureAwait(false) is { } flag)
            {
                ScopeMessage message = new(context.Document, diagnostic);
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Add \"{flag.Key}\" to {manifest.Name}",
                        cancellation => AddFlagsFixAll.AddAsync(context.Document.Project.Solution, [message], cancellation),
                        nearest is null ? Add : AddDespiteNearest),
                    diagnostic);
            }
        }
    }

    private static string? NearestTo(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(FixProperties.Replacement, out string? nearest) ? nearest : null;
}
