using System.Collections.Immutable;
using EppoTyped.Manifest;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Analyzers.Rules;

/// <summary>A flag or subject asks for a type whose name the project's own code has already. The generator, which never looks at code, cannot know.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EPPO1050GeneratedNameTaken : DiagnosticAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "EPPO1050";

    internal static readonly DiagnosticDescriptor Rule = new(
        Id,
        "Generated type has the name of one of the project's own",
        "{0} gives the type {1}, and the project declares {2} of that name ({3}); {4}",
        "EppoTyped.Manifest",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RulePages.Of(Id),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationAction(Analyze);
    }

    private static void Analyze(CompilationAnalysisContext context)
    {
        if (ProjectManifests.Read(context.Options.AdditionalFiles, context.Options.AnalyzerConfigOptionsProvider.GlobalOptions, context.CancellationToken) is { } manifests)
        {
            foreach (Diagnostic clash in TakenNames.Find(context.Compilation, manifests, Rule, context.CancellationToken))
                context.ReportDiagnostic(clash);
        }
    }
}
