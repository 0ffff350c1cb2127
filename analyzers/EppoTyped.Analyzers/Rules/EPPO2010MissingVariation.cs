using System.Collections.Immutable;
using System.Globalization;
using EppoTyped.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers.Rules;

/// <summary>
/// A switch over a flag's variations has no default and does not handle all of them: for the others it does nothing, or throws.
/// </summary>
internal sealed class EPPO2010MissingVariation : FlagRule
{
    public const string Id = "EPPO2010";

    private static readonly DiagnosticDescriptor Rule = DescribeUse(
        Id,
        "Switch leaves a variation out",
        "The switch over the flag \"{0}\" has no default and does not handle {1}; add a case, or a default",
        DiagnosticSeverity.Warning);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Register(FlagProject project)
    {
        VariationEnums enums = new();
        project.Context.RegisterOperationAction(
            context => AnalyzeTyped(context, enums),
            OperationKind.Switch,
            OperationKind.SwitchExpression);
        project.RegisterCallAction((context, call) => AnalyzeTexts(context, call, project.Runtime));
    }

    private static void AnalyzeTyped(OperationAnalysisContext context, VariationEnums enums)
    {
        IOperation? value = context.Operation switch
        {
            ISwitchOperation statement => statement.Value,
            ISwitchExpressionOperation expression => expression.Value,
            _ => null,
        };
        if (enums.Of(value?.Type) is not { } variations)
        {
            return;
        }

        IReadOnlyList<int> missing = SwitchCoverage.FindMissing(
            context.Operation,
            [.. variations.Members.Select(member => member.ConstantValue)]);
        string type = variations.Members.Count == 0 ? "" : variations.Members[0].ContainingType.Name;
        Report(
            context,
            variations.FlagKey,
            context.Operation,
            [.. missing.Select(i => variations.Members[i].Name)],
            name => $"{type}.{name}");
    }

    private static void AnalyzeTexts(OperationAnalysisContext context, FlagCall call, RuntimeTypes runtime)
    {
        if (call.Flag is not { } flag || call.UsesOfValue(runtime) is not { Switches.Count: > 0 } uses)
        {
            return;
        }

        IReadOnlyList<string> texts = VariationTexts.Of(flag);
        foreach (IOperation operation in uses.Switches)
        {
            // A misspelled label is the mistake, and the missing variation only its consequence.
            if (uses.Unknown(flag).Any(unknown => operation.Syntax.Span.Contains(unknown.Text.Syntax.Span)))
            {
                continue;
            }

            Report(
                context,
                flag.Key,
                operation,
                [.. SwitchCoverage.FindMissing(operation, [.. texts]).Select(i => texts[i])],
                text => $"\"{text}\"");
        }
    }

    private static void Report(
        OperationAnalysisContext context,
        string flag,
        IOperation operation,
        IReadOnlyList<string> missing,
        Func<string, string> show)
    {
        if (missing.Count == 0)
        {
            return;
        }

        ImmutableDictionary<string, string?> properties = ImmutableDictionary.CreateRange(
            missing.Select((name, i) => new KeyValuePair<string, string?>(
                FixProperties.Missing + i.ToString(CultureInfo.InvariantCulture),
                name)));
        context.ReportDiagnostic(Diagnostic.Create(
            Rule,
            SwitchCoverage.KeywordOf(operation),
            properties,
            flag,
            VariationTexts.Listed([.. missing.Select(show)])));
    }
}
