using EppoTyped.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers.Clients;

/// <summary>Texts that are set as an SDK key: which are real ones, as far as one can see.</summary>
internal static class SdkKeyText
{
    private const int ShortestKey = 10;

    // What examples and tests write where a key belongs; a real one is a random token.
    private static readonly string[] Stand =
    [
        "your", "placeholder", "changeme", "change-me", "example", "dummy", "fake", "test", "xxxx", "sdk-key", "sdk_key", "sdkkey",
        "api-key", "api_key", "apikey",
    ];

    private static readonly string[] ThisMachine = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>
    /// The constant texts that a value may be: itself, either side of <c>??</c> and <c>?:</c>, and what a local or a readonly field begins
    /// with.
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
            ILocalReferenceOperation local => Begun(local.Local, value.SemanticModel),
            IFieldReferenceOperation { Field.IsReadOnly: true } field => Begun(field.Field, value.SemanticModel),
            _ => [],
        };
    }

    /// <summary>True for a text that is obviously no key.</summary>
    public static bool IsPlaceholder(string text) =>
        text.Trim().Length < ShortestKey
            || text.Any(c => c is '<' or '>' or '{' or '}' or '*' or '$' || char.IsWhiteSpace(c))
            || text.Contains("...")
            || Stand.Any(word => Has(text, word));

    /// <summary>
    /// True when the same options keep the key at home: offline, a source that is not Eppo's, or a server on this machine.
    /// </summary>
    public static bool IsNeverSent(ISimpleAssignmentOperation assignment) =>
        assignment.Parent is IObjectOrCollectionInitializerOperation initializer
            && initializer.Initializers.OfType<ISimpleAssignmentOperation>().Any(KeepsAtHome);

    private static bool KeepsAtHome(ISimpleAssignmentOperation option) =>
        option.Target is IPropertyReferenceOperation property && property.Property.Name switch
        {
            "Offline" => option.Value.ConstantValue is { HasValue: true, Value: true },
            "Source" => option.Value.ConstantValue is not { HasValue: true, Value: null },
            "BaseUrl" => ConstantText.Of(option.Value) is { } url && ThisMachine.Any(host => Has(url.Value, host)),
            _ => false,
        };

    private static IEnumerable<ConstantText> Begun(ISymbol symbol, SemanticModel? model)
    {
        // Only where this very tree tells; a field of another file is asked nothing.
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
