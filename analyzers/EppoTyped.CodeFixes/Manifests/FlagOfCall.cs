using System.Globalization;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Manifest.Json;
using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.CodeFixes.Manifests;

/// <summary>The flag that a string-keyed call expects: its key, its type and its default.</summary>
internal static class FlagOfCall
{
    /// <summary>Reads the flag from the call whose key is marked; null where the call does not determine a type.</summary>
    public static async Task<NewFlag?> ReadAsync(Document document, TextSpan key, CancellationToken cancellation)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        if (RuntimeTypes.Of(model.Compilation) is not { } runtime)
        {
            return null;
        }

        // A key that is the default of a parameter is not in a call: the first call with that key in the member determines the type.
        SyntaxNode marked = root.FindNode(key, getInnermostNodeForTie: true);
        IEnumerable<SyntaxNode> calls = marked.FirstAncestorOrSelf<ParameterSyntax>() is { Parent.Parent: { } member }
            ? member.DescendantNodes()
            : marked.AncestorsAndSelf();
        return calls.OfType<InvocationExpressionSyntax>()
            .Select(syntax => model.GetOperation(syntax, cancellation) is IInvocationOperation operation
                ? FlagCall.Read(operation, runtime, manifests: null)
                : null)
            .Where(call => call?.Key?.Location.SourceSpan == key)
            .Select(call => call?.Method.Type is { } type ? new NewFlag(call.Key!.Value, type, DefaultOf(call, type)) : null)
            .FirstOrDefault();
    }

    private static string DefaultOf(FlagCall call, FlagType type)
    {
        object? constant = call.Default?.Value is { } value ? ConstantOf(value) : null;
        return (type, constant) switch
        {
            (FlagType.Boolean, true) => "true",
            (FlagType.Boolean, _) => "false",
            (FlagType.Integer, long number) => number.ToString(CultureInfo.InvariantCulture),
            (FlagType.Float, double number) when !double.IsNaN(number) && !double.IsInfinity(number) =>
                number.ToString("R", CultureInfo.InvariantCulture),
            (FlagType.Integer or FlagType.Float, _) => "0",
            (FlagType.Object, string json) when JsonParser.Parse(json) is { Errors.Count: 0, Root.Kind: JsonKind.Object } =>
                OnOneLine(json),
            (FlagType.Object, _) => "{}",
            (_, string text) => JsonLiteral.Of(text),
            _ => "\"\"",
        };
    }

    // JSON has line ends only between tokens, and those of the code can differ from those of the manifest.
    private static string OnOneLine(string json) =>
        string.Join(" ", json.Split('\r', '\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    private static object? ConstantOf(IOperation operation) => operation switch
    {
        { ConstantValue: { HasValue: true, Value: { } value } } => value,
        IConversionOperation { OperatorMethod: null } conversion => ConstantOf(conversion.Operand),
        _ => null,
    };
}
