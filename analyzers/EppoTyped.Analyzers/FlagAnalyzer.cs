using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Analyzers.Manifests;
using EppoTyped.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers;

/// <summary>Runs all rules. It is a single analyzer, so that each manifest and each call is read once for all of them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FlagAnalyzer : DiagnosticAnalyzer
{
    private static readonly ImmutableArray<FlagRule> Rules =
    [
        new ManifestWarnings(),
        new EPPO1050GeneratedNameTaken(),
        new EPPO1052SubjectTypeUnusable(),
        new EPPO2001UnknownKey(),
        new EPPO2002KeyNotConstant(),
        new EPPO2003WrongCallType(),
        new EPPO2004DefaultDisagrees(),
        new EPPO2005UnknownVariation(),
        new EPPO2006UnknownAttribute(),
        new EPPO2007WrongAttributeType(),
        new EPPO2008MissingAttribute(),
        new EPPO2009TypedAccessorExists(),
        new EPPO2010MissingVariation(),
        new EPPO2011KeysSwapped(),
        new EPPO2012ClientPerRequest(),
        new EPPO2013SdkKeyInSource(),
        new EPPO3001DeprecatedFlagUsed(),
        new EPPO3002ExpiredFlag(),
        new EPPO3003UnusedFlag(),
        new EPPO3004SnapshotDisagrees(),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. Rules.SelectMany(rule => rule.Descriptors)];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        ProjectManifests? manifests = ProjectManifests.Read(
            context.Options.AdditionalFiles,
            context.Options.AnalyzerConfigOptionsProvider.GlobalOptions,
            context.CancellationToken);
        RuntimeTypes? runtime = RuntimeTypes.Of(context.Compilation);
        string[] referenced = runtime is null ? [] : [.. ReferencedKeys.Of(context.Compilation)];

        // A project without any known flags gets no messages.
        if (runtime is null || (manifests is null && referenced.Length == 0))
        {
            return;
        }

        FlagProject project = new(context, runtime, manifests, referenced);
        foreach (FlagRule rule in Rules)
        {
            rule.Register(project);
        }

        context.RegisterOperationAction(operation => AnalyzeInvocation(operation, project), OperationKind.Invocation);
    }

    private static void AnalyzeInvocation(OperationAnalysisContext context, FlagProject project)
    {
        if (FlagCall.Read((IInvocationOperation)context.Operation, project.Runtime, project.Manifests) is { } call)
        {
            project.AnalyzeCall(context, call);
        }
    }
}
