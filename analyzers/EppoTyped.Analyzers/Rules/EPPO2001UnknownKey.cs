using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Manifest.Naming;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Analyzers.Rules;

/// <summary>A call uses a flag that no manifest declares: at run time it would always return the default.</summary>
internal sealed class EPPO2001UnknownKey : FlagRule
{
    public const string Id = "EPPO2001";

    private static readonly DiagnosticDescriptor Rule = DescribeUse(
        Id,
        "Unknown flag key",
        "No manifest declares the flag \"{0}\"; {1}",
        DiagnosticSeverity.Warning);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Register(FlagProject project) => project.RegisterCallAction((context, call) => Analyze(context, call, project));

    private static void Analyze(OperationAnalysisContext context, FlagCall call, FlagProject project)
    {
        if (call.Key is not { } key || project.IsKnown(key.Value) || EPPO2011KeysSwapped.IsSwapped(call, project))
        {
            return;
        }

        string? nearest = NearestName.Of(key.Value, project.Keys);

        // The older API takes experiment keys too, which no manifest declares.
        if (nearest is null && call.FlagKey.Parameter?.Name == "flagOrExperimentKey")
        {
            return;
        }

        string advice = nearest is null
            ? "add it to flags.json, or correct the key"
            : $"did you mean \"{nearest}\"? Otherwise add it to flags.json";
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty.Add(
            FixProperties.Replacement,
            nearest);
        context.ReportDiagnostic(Diagnostic.Create(Rule, key.Location, properties, key.Value, advice));
    }
}
