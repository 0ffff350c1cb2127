using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Analyzers.Rules;

/// <summary>A call omits an attribute that the manifest requires, which the generated record would not allow.</summary>
internal sealed class EPPO2008MissingAttribute : FlagRule
{
    public const string Id = "EPPO2008";

    private static readonly DiagnosticDescriptor Rule = DescribeUse(
        Id,
        "Required attribute is missing",
        "The manifest requires {0} for {1}, and this call of flag \"{2}\" does not set it; add it, or remove \"required\" in flags.json",
        DiagnosticSeverity.Warning);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Register(FlagProject project) => project.RegisterCallAction(Analyze);

    private static void Analyze(OperationAnalysisContext context, FlagCall call)
    {
        foreach (GivenAttributes given in call.Given)
        {
            if (!given.Dictionary.IsComplete)
            {
                continue;
            }

            string[] missing =
            [
                .. given.Declared
                    .Where(attribute => attribute.Required && given.Dictionary.Entries.All(entry => entry.Key?.Value != attribute.Key))
                    .Select(attribute => $"\"{attribute.Key}\""),
            ];
            if (missing.Length > 0)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Rule,
                    given.Place,
                    (missing.Length == 1 ? "the attribute " : "the attributes ") + string.Join(", ", missing),
                    given.Owner,
                    call.Flag!.Key));
            }
        }
    }
}
