using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers.Calls;

/// <summary>The kind that <c>AttributeValue.From</c> converts a value to, as far as its type is known at compile time.</summary>
internal enum GivenKind
{
    /// <summary>Known only at run time.</summary>
    Unknown,

    /// <summary>Text, which characters, GUIDs and enum members become too.</summary>
    Text,

    /// <summary>An integer, or a constant whose fraction is zero.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A value that the runtime reads as missing, or as a list that no rule can match.</summary>
    Nothing,
}

/// <summary>The value of an attribute in code.</summary>
/// <param name="Kind">The kind that the runtime converts it to.</param>
/// <param name="Text">Its text; null where that is not constant.</param>
/// <param name="IsMember">True for a member of an enum, whose name is the text.</param>
/// <param name="Description">Its description for messages.</param>
/// <param name="Location">Its place.</param>
internal sealed record GivenValue(GivenKind Kind, string? Text, bool IsMember, string Description, Location Location)
{
    /// <summary>Reads a value without the conversions around it.</summary>
    public static GivenValue Of(IOperation operation)
    {
        IOperation value = Unbox(operation);
        if (ConstantText.Of(value) is { } text)
        {
            return new GivenValue(GivenKind.Text, text.Value, IsMember: false, "text", text.Location);
        }

        GivenKind kind = value.ConstantValue is { HasValue: true, Value: null } ? GivenKind.Unknown : KindOf(value.Type);
        if (kind == GivenKind.Number && value.ConstantValue is { HasValue: true, Value: { } constant } && IsWhole(constant))
        {
            kind = GivenKind.Integer;
        }

        string? member = value is IFieldReferenceOperation { Field: { IsConst: true, ContainingType.TypeKind: TypeKind.Enum } field }
            ? field.Name
            : null;
        return new GivenValue(kind, member, member is not null, Describe(kind, value.Type), value.Syntax.GetLocation());
    }

    /// <summary>True when the runtime converts it to the declared type.</summary>
    public bool Fits(AttributeType type) => type switch
    {
        AttributeType.Integer => Kind == GivenKind.Integer,
        AttributeType.Number => Kind is GivenKind.Integer or GivenKind.Number,
        AttributeType.Boolean => Kind == GivenKind.Boolean,
        _ => Kind == GivenKind.Text,
    };

    private static IOperation Unbox(IOperation operation) => operation switch
    {
        IConversionOperation { IsImplicit: true } conversion => Unbox(conversion.Operand),
        IConversionOperation { Type.SpecialType: SpecialType.System_Object } conversion => Unbox(conversion.Operand),
        IInvocationOperation { Arguments.Length: 1 } wrap when IsAttributeValue(wrap.TargetMethod) => Unbox(wrap.Arguments[0].Value),
        _ => operation,
    };

    private static bool IsAttributeValue(IMethodSymbol method) =>
        method is { Name: "Of" or "From", ContainingType: { Name: "AttributeValue", ContainingNamespace.Name: "EppoTyped" } };

    private static GivenKind KindOf(ITypeSymbol? type) => type switch
    {
        null or IErrorTypeSymbol => GivenKind.Unknown,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => KindOf(nullable.TypeArguments[0]),
        { SpecialType: SpecialType.System_String or SpecialType.System_Char or SpecialType.System_Enum } or { TypeKind: TypeKind.Enum } =>
            GivenKind.Text,
        { SpecialType: SpecialType.System_Boolean } => GivenKind.Boolean,
        { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 or SpecialType.System_IntPtr
            or SpecialType.System_UIntPtr } => GivenKind.Integer,
        { SpecialType: SpecialType.System_Decimal or SpecialType.System_Single or SpecialType.System_Double } => GivenKind.Number,
        { Name: "Half", ContainingNamespace.Name: "System" } => GivenKind.Number,
        { Name: "Guid", ContainingNamespace.Name: "System" } => GivenKind.Text,
        { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType }
            or { TypeKind: TypeKind.Interface or TypeKind.TypeParameter or TypeKind.Dynamic } => GivenKind.Unknown,
        { Name: "JsonElement" or "AttributeValue" } => GivenKind.Unknown,
        _ => GivenKind.Nothing,
    };

    private static bool IsWhole(object constant) => constant switch
    {
        double number => Math.Floor(number) == number && Math.Abs(number) < 1e15,
        float number => Math.Floor(number) == number && Math.Abs(number) < 1e15,
        decimal number => decimal.Floor(number) == number,
        _ => false,
    };

    private static string Describe(GivenKind kind, ITypeSymbol? type) => kind switch
    {
        GivenKind.Text => "text",
        GivenKind.Boolean => "a boolean",
        GivenKind.Integer => "a whole number",
        GivenKind.Number => "a number with a fraction",
        _ => $"a {type?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}, which the runtime reads as missing",
    };
}
