using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Analyzers.Manifests;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Naming;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers.Rules;

/// <summary>A flag's value is compared with a text that the flag never has, so that the branch is never taken.</summary>
internal sealed class EPPO2005UnknownVariation : FlagRule
{
    public const string Id = "EPPO2005";

    private static readonly DiagnosticDescriptor Rule = DescribeUse(
        Id,
        "Text is not a variation of the flag",
        "\"{0}\" is not a variation of the flag \"{1}\"; {2}",
        DiagnosticSeverity.Warning);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Register(FlagProject project)
    {
        if (project.Manifests is not { } manifests)
        {
            return;
        }

        project.RegisterCallAction((context, call) => AnalyzeCall(context, call, project.Runtime));
        VariationEnums enums = new();
        project.Context.RegisterOperationAction(
            context => AnalyzeText((IInvocationOperation)context.Operation, context, enums, manifests),
            OperationKind.Invocation);
    }

    private static void AnalyzeCall(OperationAnalysisContext context, FlagCall call, RuntimeTypes runtime)
    {
        if (call.Method.Kind == FlagCallKind.Override)
        {
            AnalyzeConstant(context, call.Flag, call.Value?.Value);
        }
        else if (call.UsesOfValue(runtime) is { } uses)
        {
            Report(context, call.Flag!, uses);
        }
    }

    /// <summary>Analyzes typed code: <c>variant.ToValue() == "text"</c> and <c>TryParse("text", out _)</c>.</summary>
    private static void AnalyzeText(
        IInvocationOperation operation,
        OperationAnalysisContext context,
        VariationEnums enums,
        ProjectManifests manifests)
    {
        IMethodSymbol method = operation.TargetMethod;
        bool isText = method is { Name: "ToValue", Parameters.Length: 1 };
        if (!method.IsStatic
            || (!isText && method is not { Name: "TryParse", Parameters.Length: 2 })
            || enums.Of(method.Parameters[method.Parameters.Length - 1].Type) is not { } variations
            || !RuntimeTypes.IsGenerated(method.ContainingType) || manifests.Find(variations.FlagKey) is not { } flag)
        {
            return;
        }

        if (isText)
        {
            Report(context, flag, ValueUses.Of(operation));
        }
        else
        {
            AnalyzeConstant(context, flag, operation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value);
        }
    }

    private static void AnalyzeConstant(OperationAnalysisContext context, FlagDefinition? flag, IOperation? value)
    {
        if (flag is not { Variations.Count: > 0 } || ConstantText.Of(value) is not { } text || VariationTexts.Has(flag, text.Value))
        {
            return;
        }

        Report(context, flag, text.Value, NearestName.Of(text.Value, VariationTexts.Of(flag)), text.Location);
    }

    private static void Report(OperationAnalysisContext context, FlagDefinition flag, ValueUses uses)
    {
        foreach ((ComparedText text, string? nearest) in uses.Unknown(flag))
        {
            Report(context, flag, text.Value, nearest, text.Syntax.GetLocation());
        }
    }

    private static void Report(OperationAnalysisContext context, FlagDefinition flag, string text, string? nearest, Location location)
    {
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty.Add(
            FixProperties.Replacement,
            nearest);
        context.ReportDiagnostic(Diagnostic.Create(Rule, location, properties, text, flag.Key, VariationTexts.Advice(flag, nearest)));
    }
}
