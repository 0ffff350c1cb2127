using System.Collections.Immutable;
using EppoTyped.Analyzers.Manifests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Analyzers.Rules;

/// <summary>
/// Reports EPPO1050 and EPPO1052 in a build. A name that is declared twice or missing stops the compiler before it runs analyzers, so that
/// only a generator can report it; this one writes no source. Editors do not run this kind of output, and use the analyzer instead.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class CodeErrorsInBuild : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterImplementationSourceOutput(
        context.AdditionalTextsProvider.Collect().Combine(context.AnalyzerConfigOptionsProvider).Combine(context.CompilationProvider),
        static (output, input) => Report(output, input.Left.Left, input.Left.Right, input.Right));

    private static void Report(
        SourceProductionContext output,
        ImmutableArray<AdditionalText> texts,
        AnalyzerConfigOptionsProvider options,
        Compilation compilation)
    {
        if (ProjectManifests.Read(texts, options.GlobalOptions, output.CancellationToken) is not { } manifests)
        {
            return;
        }

        foreach (Diagnostic clash in TakenNames.Find(compilation, manifests, EPPO1050GeneratedNameTaken.Rule, output.CancellationToken))
        {
            output.ReportDiagnostic(clash);
        }

        foreach (Diagnostic unusable in SubjectTypes.FindUnusable(
            compilation,
            manifests,
            EPPO1052SubjectTypeUnusable.Rule,
            output.CancellationToken))
        {
            output.ReportDiagnostic(unusable);
        }
    }
}
