using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Analyzers.Manifests;
using EppoTyped.Manifest.Json;
using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Analyzers.Rules;

/// <summary>
/// A call brings a default that is not the manifest's: two places of one program would answer differently when nothing can be assigned.
/// </summary>
internal sealed class EPPO2004DefaultDisagrees : FlagRule
{
    public const string Id = "EPPO2004";

    private const int LongestShown = 100;

    private static readonly DiagnosticDescriptor Rule = DescribeUse(
        Id,
        "Default disagrees with the manifest",
        "This default of the flag \"{0}\" {1}the manifest's is {2}; use that, or change the manifest",
        DiagnosticSeverity.Warning);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Register(FlagProject project) => project.OnCall(Analyze);

    private static void Analyze(OperationAnalysisContext context, FlagCall call)
    {
        // A null is no answer at all: whoever passes it asks whether something is assigned, which no default of a manifest can tell.
        if (call is not { Flag: { } flag, Method.Kind: FlagCallKind.Assignment or FlagCallKind.Bandit, Default.Value: { } given }
            || call.Method.Type != flag.Type
            || IsMissing(flag) || ConstantValue.Of(given) is not { Value: { } value } constant || Agrees(value, flag))
        {
            return;
        }

        string literal = ManifestLiteral.OfDefault(flag);
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty.Add(FixProperties.Default, literal);
        context.ReportDiagnostic(Diagnostic.Create(
            Rule,
            constant.Syntax.GetLocation(),
            properties,
            flag.Key,
            Fault(value, flag),
            Shortened(literal)));
    }

    // The manifest is told so, and its neutral default is nothing to agree with.
    private static bool IsMissing(FlagDefinition flag) => flag.DefaultRange.Equals(flag.KeyRange);

    private static bool Agrees(object value, FlagDefinition flag) => (flag.Type, value) switch
    {
        (FlagType.Boolean, bool given) => ManifestValue.Of(given).Equals(flag.Default),
        (FlagType.String, string given) => string.Equals(given, flag.Default.Text, StringComparison.Ordinal),
        (FlagType.Object, string given) => ManifestJson.Read(given) is { } json && ManifestJson.AreSame(json, flag.Default),
        (FlagType.Integer, _) =>
            AsDouble(value) is not { } given
                || (flag.Default.TryGetInteger(out long whole) && (value is long exact ? exact == whole : given.Equals(whole))),
        (FlagType.Float, _) => AsDouble(value) is not { } given || (flag.Default.TryGetDouble(out double number) && given.Equals(number)),
        _ => true,
    };

    // What converts to long or double by itself; the default of a parameter comes unconverted.
    private static double? AsDouble(object value) => value switch
    {
        double number => number,
        float number => number,
        long number => number,
        ulong number => number,
        int number => number,
        uint number => number,
        short number => number,
        ushort number => number,
        sbyte number => number,
        byte number => number,
        char number => number,
        _ => null,
    };

    private static string Shortened(string literal) =>
        literal.Length <= LongestShown ? literal : literal.Substring(0, LongestShown) + "...";

    private static string Fault(object value, FlagDefinition flag) => (flag.Type, value) switch
    {
        (FlagType.String, string text) when flag.Variations.Count > 0 && !VariationTexts.Has(flag, text) =>
            $"is none of its variations ({VariationTexts.Quoted(VariationTexts.Of(flag))}), and ",
        (FlagType.Object, string text) when ManifestJson.Read(text) is null => "is no JSON, and ",
        _ => "disagrees: ",
    };
}
