using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers.Calls;

/// <summary>What the runtime makes of a value: <c>AttributeValue.From</c>, as far as the compiler knows the type.</summary>
internal enum GivenKind
{
    /// <summary>Only the run knows.</summary>
    Unknown,

    /// <summary>Text; characters, GUIDs and enum members by theirs.</summary>
    Text,

    /// <summary>A whole number, also a constant written with a fraction of zero.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Something the runtime takes as missing, or as a list that no rule asks for.</summary>
    Nothing,
}

/// <summary>The value of an attribute in code.</summary>
/// <param name="Kind">What the runtime makes of it.</param>
/// <param name="Text">Its text where that is constant.</param>
/// <param name="IsMember">True for a member of an enum, whose name is the text.</param>
/// <param name="Shown">What to call it.</param>
/// <param name="Location">Where it stands.</param>
internal sealed record GivenValue(GivenKind Kind, string? Text, bool IsMember, string Shown, Location Location)
{
    /// <summary>Reads a value, behind the boxes around it.</summary>
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
        return new GivenValue(kind, member, member is not null, Show(kind, value.Type), value.Syntax.GetLocation());
    }

    /// <summary>True when the runtime reads it as the manifest declares.</summary>
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
        IInvocationOperation { TargetMethod: { Name: "Of" or "From",
            ContainingType: { Name: "AttributeValue", ContainingNamespace.Name: "EppoTyped" } }, Arguments.Length: 1 } wrap =>
            Unbox(wrap.Arguments[0].Value),
        _ => operation,
    };

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

    private static string Show(GivenKind kind, ITypeSymbol? type) => kind switch
    {
        GivenKind.Text => "text",
        GivenKind.Boolean => "a boolean",
        GivenKind.Integer => "a whole number",
        GivenKind.Number => "a number with a fraction",
        _ => $"a {type?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}, which the runtime takes as missing",
    };
}
