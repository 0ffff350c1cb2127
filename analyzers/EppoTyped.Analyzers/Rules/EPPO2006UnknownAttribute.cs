using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Manifest.Naming;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Analyzers.Rules;

/// <summary>
/// A call gives an attribute that the manifest does not declare: no rule of Eppo's knows it, and the one that was meant is missing.
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

    public override void Register(FlagProject project) => project.OnCall(Analyze);

    private static void Analyze(OperationAnalysisContext context, FlagCall call)
    {
        foreach (GivenAttributes given in call.Given)
        {
            HashSet<string> declared = new(given.Declared.Select(attribute => attribute.Key), StringComparer.Ordinal);
            foreach (AttributeEntry entry in given.Dictionary.Entries)
            {
                if (entry is not { IsJudged: true, Key: { } key } || declared.Contains(key.Value))
                {
                    continue;
                }

                string? nearest = NearestName.Of(key.Value, declared);
                string mend = nearest is null
                    ? "declare it in flags.json, or leave it out"
                    : $"did you mean \"{nearest}\"? Else declare it in flags.json";
                context.ReportDiagnostic(Diagnostic.Create(
                    Rule,
                    key.Location,
                    ImmutableDictionary<string, string?>.Empty.Add(FixProperties.Replacement, nearest),
                    key.Value,
                    given.Owner,
                    mend));
            }
        }
    }
}
