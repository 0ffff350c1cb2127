using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Analyzers.Manifests;
using EppoTyped.Manifest.Json;
using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Analyzers.Rules;

/// <summary>
/// A call has another default than the manifest: two places of one program would behave differently when nothing can be assigned.
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

    public override void Register(FlagProject project) => project.RegisterCallAction(Analyze);

    private static void Analyze(OperationAnalysisContext context, FlagCall call)
    {
        // A null default asks whether anything is assigned, which the manifest's default cannot tell.
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
            Difference(value, flag),
            Shortened(literal)));
    }

    // A missing default is reported in the manifest; its neutral value is not compared.
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

    // The types that convert implicitly to long or double; the default of a parameter is not converted.
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

    private static string Difference(object value, FlagDefinition flag) => (flag.Type, value) switch
    {
        (FlagType.String, string text) when flag.Variations.Count > 0 && !VariationTexts.Has(flag, text) =>
            $"is not one of its variations ({VariationTexts.Quoted(VariationTexts.Of(flag))}), and ",
        (FlagType.Object, string text) when ManifestJson.Read(text) is null => "is not JSON, and ",
        _ => "disagrees: ",
    };
}
