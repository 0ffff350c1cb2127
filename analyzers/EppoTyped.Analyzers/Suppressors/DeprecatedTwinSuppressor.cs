using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Analyzers.Manifests;
using EppoTyped.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Analyzers.Suppressors;

/// <summary>Suppresses the compiler's EPPO3000 where EPPO3001 reports the same and has a fix.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeprecatedTwinSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor Twin = new("EPPOS3000", "EPPO3000", "EPPO3001 reports it, with a fix");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [Twin];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        ProjectManifests? manifests = ProjectManifests.Read(
            context.Options.AdditionalFiles,
            context.Options.AnalyzerConfigOptionsProvider.GlobalOptions,
            context.CancellationToken);
        if (manifests is null)
        {
            return;
        }

        FlagAccessors accessors = FlagAccessors.Of(context.Compilation, manifests, flag => flag.Deprecated is not null);
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is { } tree
                && IsOn(context, tree)
                && NamesOneOf(accessors, context, tree, diagnostic.Location))
            {
                context.ReportSuppression(Suppression.Create(Twin, diagnostic));
            }
        }
    }

    /// <summary>False where EPPO3001 is disabled, so that the compiler's message is the only one.</summary>
    private static bool IsOn(SuppressionAnalysisContext context, SyntaxTree tree)
    {
        CompilationOptions options = context.Compilation.Options;
        ReportDiagnostic severity = ReportDiagnostic.Default;
        _ = options.SyntaxTreeOptionsProvider?.TryGetDiagnosticValue(
            tree,
            EPPO3001DeprecatedFlagUsed.Id,
            context.CancellationToken,
            out severity) == true
            || options.SpecificDiagnosticOptions.TryGetValue(EPPO3001DeprecatedFlagUsed.Id, out severity)
            || options.SyntaxTreeOptionsProvider?.TryGetGlobalDiagnosticValue(
                EPPO3001DeprecatedFlagUsed.Id,
                context.CancellationToken,
                out severity) == true;
        return severity != ReportDiagnostic.Suppress;
    }

    private static bool NamesOneOf(FlagAccessors accessors, SuppressionAnalysisContext context, SyntaxTree tree, Location location)
    {
        SyntaxNode node = tree.GetRoot(context.CancellationToken).FindNode(location.SourceSpan, getInnermostNodeForTie: true);
        SemanticModel model = context.GetSemanticModel(tree);
        return node.DescendantNodesAndSelf().OfType<SimpleNameSyntax>()
            .Any(name => accessors.MayBe(name.Identifier.ValueText)
                && accessors.OfAccessor(model.GetSymbolInfo(name, context.CancellationToken).Symbol) is not null);
    }
}
