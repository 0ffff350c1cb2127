using EppoTyped.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers.Clients;

/// <summary>Finds the texts that are set as an SDK key, and recognizes placeholders.</summary>
internal static class SdkKeyText
{
    private const int ShortestKey = 10;

    // Words that examples and tests use in place of a key; a real key is a random token.
    private static readonly string[] PlaceholderWords =
    [
        "your", "placeholder", "changeme", "change-me", "example", "dummy", "fake", "test", "xxxx", "sdk-key", "sdk_key", "sdkkey",
        "api-key", "api_key", "apikey",
    ];

    private static readonly string[] ThisMachine = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>
    /// The constant texts that a value can be: itself, either side of <c>??</c> and <c>?:</c>, and the initial value of a local or a
    /// readonly field.
    /// </summary>
    public static IEnumerable<ConstantText> In(IOperation value)
    {
        if (ConstantText.Of(value) is { } text)
        {
            return [text];
        }

        return value switch
        {
            IConversionOperation conversion => In(conversion.Operand),
            ICoalesceOperation coalesce => In(coalesce.Value).Concat(In(coalesce.WhenNull)),
            IConditionalOperation { WhenFalse: { } otherwise } conditional => In(conditional.WhenTrue).Concat(In(otherwise)),
            ILocalReferenceOperation local => InitialValueOf(local.Local, value.SemanticModel),
            IFieldReferenceOperation { Field.IsReadOnly: true } field => InitialValueOf(field.Field, value.SemanticModel),
            _ => [],
        };
    }

    /// <summary>True for a text that is obviously not a key.</summary>
    public static bool IsPlaceholder(string text) =>
        text.Trim().Length < ShortestKey
            || text.Any(c => c is '<' or '>' or '{' or '}' or '*' or '$' || char.IsWhiteSpace(c))
            || text.Contains("...")
            || PlaceholderWords.Any(word => Has(text, word));

    /// <summary>True when the same options never send the key: offline, another source than Eppo, or a server on this machine.</summary>
    public static bool IsNeverSent(ISimpleAssignmentOperation assignment) =>
        assignment.Parent is IObjectOrCollectionInitializerOperation initializer
            && initializer.Initializers.OfType<ISimpleAssignmentOperation>().Any(PreventsSending);

    private static bool PreventsSending(ISimpleAssignmentOperation option) =>
        option.Target is IPropertyReferenceOperation property && property.Property.Name switch
        {
            "Offline" => option.Value.ConstantValue is { HasValue: true, Value: true },
            "Source" => option.Value.ConstantValue is not { HasValue: true, Value: null },
            "BaseUrl" => ConstantText.Of(option.Value) is { } url && ThisMachine.Any(host => Has(url.Value, host)),
            _ => false,
        };

    private static IEnumerable<ConstantText> InitialValueOf(ISymbol symbol, SemanticModel? model)
    {
        // Only declarations in the same file are read.
        if (model is null
            || symbol.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference
            || reference.SyntaxTree != model.SyntaxTree)
        {
            return [];
        }

        return reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value }
            && model.GetConstantValue(value) is { HasValue: true, Value: string text }
            ? [new ConstantText(text, value, IsParameterDefault: false)]
            : [];
    }

    private static bool Has(string text, string part) => text.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;
}
