using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Manifest.Naming;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Analyzers.Rules;

/// <summary>
/// A call passes an attribute that the manifest does not declare, so that targeting rules probably miss the one that was meant.
/// </summary>
internal sealed class EPPO2006UnknownAttribute : FlagRule
{
    public const string Id = "EPPO2006";

    private static readonly DiagnosticDescriptor Rule = DescribeUse(
        Id,
        "Unknown attribute",
        "The manifest declares no attribute \"{0}\" for {1}; {2}",
        DiagnosticSeverity.Warning);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Register(FlagProject project) => project.RegisterCallAction(Analyze);

    private static void Analyze(OperationAnalysisContext context, FlagCall call)
    {
        foreach (GivenAttributes given in call.Given)
        {
            HashSet<string> declared = new(given.Declared.Select(attribute => attribute.Key), StringComparer.Ordinal);
            foreach (AttributeEntry entry in given.Dictionary.Entries)
            {
                if (entry is not { IsChecked: true, Key: { } key } || declared.Contains(key.Value))
                {
                    continue;
                }

                string? nearest = NearestName.Of(key.Value, declared);
                string advice = nearest is null
                    ? "declare it in flags.json, or leave it out"
                    : $"did you mean \"{nearest}\"? Otherwise declare it in flags.json";
                context.ReportDiagnostic(Diagnostic.Create(
                    Rule,
                    key.Location,
                    ImmutableDictionary<string, string?>.Empty.Add(FixProperties.Replacement, nearest),
                    key.Value,
                    given.Owner,
                    advice));
            }
        }
    }
}
