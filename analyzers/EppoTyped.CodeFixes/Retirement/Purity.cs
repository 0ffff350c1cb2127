using EppoTyped.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>
/// Which expressions may be left out, or asked earlier, and nobody would notice. What is not known to be harmless is not.
/// </summary>
internal static class Purity
{
    /// <summary>True when leaving it out changes nothing.</summary>
    public static bool IsPure(IOperation? operation) => operation is not null && (operation.ConstantValue.HasValue
        // What a function would do, it does only when it is called.
        || operation is IAnonymousFunctionOperation
        || (IsHarmless(operation) && operation.ChildOperations.All(IsPure)));

    /// <summary>True when it gives the same whatever runs before it, too.</summary>
    public static bool IsStable(IOperation? operation, ISet<ISymbol> captured) => operation switch
    {
        { ConstantValue.HasValue: true } => true,
        ILocalReferenceOperation local => !local.IsDeclaration && !captured.Contains(local.Local),
        IParameterReferenceOperation parameter => parameter.Parameter.RefKind == RefKind.None && !captured.Contains(parameter.Parameter),
        IInstanceReferenceOperation or IDefaultValueOperation or IAnonymousFunctionOperation => true,
        IFieldReferenceOperation { Field: { IsReadOnly: true, IsStatic: true } } => true,
        IConversionOperation { OperatorMethod: null } conversion => conversion.IsImplicit && IsStable(conversion.Operand, captured),
        IMethodReferenceOperation method => method.Instance is null || IsStable(method.Instance, captured),
        _ => false,
    };

    /// <summary>The parts of an expression that must still be evaluated when its value is not wanted, in their order.</summary>
    public static IEnumerable<IOperation> EffectsOf(IOperation operation)
    {
        if (IsPure(operation))
        {
            return [];
        }

        bool evaluatesAllParts = operation is IArgumentOperation or IObjectCreationOperation or IObjectOrCollectionInitializerOperation
            or ITupleOperation or IArrayCreationOperation
            or IArrayInitializerOperation or IInterpolatedStringOperation or IInterpolationOperation or ISimpleAssignmentOperation
            or IInvocationOperation
            or IConversionOperation or IPropertyReferenceOperation or IFieldReferenceOperation or ICollectionExpressionOperation;
        return evaluatesAllParts && IsHarmless(operation) ? operation.ChildOperations.SelectMany(EffectsOf) : [operation];
    }

    private static bool IsHarmless(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => !local.IsDeclaration,
        ILiteralOperation or IParameterReferenceOperation or IFieldReferenceOperation or IInstanceReferenceOperation or INameOfOperation
            or ITypeOfOperation or ISizeOfOperation => true,
        IDefaultValueOperation or IMethodReferenceOperation or IDelegateCreationOperation or IArgumentOperation => true,
        IConversionOperation conversion =>
            conversion is { OperatorMethod: null, IsChecked: false }
                && (conversion.IsImplicit || conversion.IsTryCast || IsSafeCast(conversion)),
        IPropertyReferenceOperation property => IsStored(property.Property) || IsCollectionEntry(property),
        IObjectCreationOperation creation => IsPlain(creation.Type),
        IObjectOrCollectionInitializerOperation or ITupleOperation or IArrayInitializerOperation or IParenthesizedOperation => true,
        IArrayCreationOperation array => array.DimensionSizes.All(size => size.ConstantValue.HasValue),
        ICollectionExpressionOperation collection => collection.Type is IArrayTypeSymbol || IsPlain(collection.Type),
        ISimpleAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation } => true,
        IInvocationOperation call => (call.IsImplicit && IsPlain(call.Instance?.Type)) || IsSurface(call.TargetMethod),
        IInterpolatedStringOperation interpolated => interpolated.Type?.SpecialType == SpecialType.System_String,
        IInterpolatedStringTextOperation => true,
        IInterpolationOperation hole => IsPrintable(hole.Expression.Type),
        IConditionalOperation or ICoalesceOperation or IConditionalAccessOperation or IConditionalAccessInstanceOperation
            or IIsTypeOperation => true,
        IUnaryOperation unary => unary is { OperatorMethod: null, IsChecked: false },
        IBinaryOperation binary => IsHarmless(binary),
        IIsPatternOperation or IConstantPatternOperation or INegatedPatternOperation or IBinaryPatternOperation or ITypePatternOperation
            or IRelationalPatternOperation => true,
        _ => false,
    };

    private static bool IsHarmless(IBinaryOperation binary)
    {
        if (binary is not { OperatorMethod: null, IsChecked: false } || binary.Type?.TypeKind == TypeKind.Dynamic)
        {
            return false;
        }

        if (binary.OperatorKind is BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder or BinaryOperatorKind.IntegerDivide)
        {
            return binary.Type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single;
        }

        return binary.Type?.SpecialType != SpecialType.System_String
            || (IsPrintable(WithoutBoxing(binary.LeftOperand).Type) && IsPrintable(WithoutBoxing(binary.RightOperand).Type));
    }

    private static IOperation WithoutBoxing(IOperation operand) =>
        operand is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : operand;

    private static bool IsSafeCast(IConversionOperation conversion) => conversion.Conversion.IsNumeric || conversion.Conversion.IsIdentity;

    /// <summary>Text and what turns into text without anybody's code.</summary>
    private static bool IsPrintable(ITypeSymbol? type) =>
        type is { SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_String } or { TypeKind: TypeKind.Enum };

    private static bool IsCollectionEntry(IPropertyReferenceOperation property) =>
        property.Property.IsIndexer
            && property.Parent is ISimpleAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation }
            && IsPlain(property.Property.ContainingType);

    /// <summary>A property that only gives what is stored in it.</summary>
    private static bool IsStored(IPropertySymbol property)
    {
        if (property.IsIndexer)
        {
            return false;
        }

        if (RuntimeTypes.IsGenerated(property.ContainingType)
            || property is { Name: "Shared", ContainingType: { Name: "FlagClient", ContainingNamespace.Name: "EppoTyped" } })
        {
            return true;
        }

        if (property.IsVirtual || property.IsAbstract || property.IsOverride)
        {
            return false;
        }

        return property.DeclaringSyntaxReferences.Length > 0
            ? property.DeclaringSyntaxReferences.All(reference => IsAuto(reference.GetSyntax()))
            : property.GetMethod?.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute") == true;
    }

    private static bool IsAuto(SyntaxNode declaration) => declaration is ParameterSyntax
        || (declaration is PropertyDeclarationSyntax { ExpressionBody: null, AccessorList.Accessors: var accessors }
            && accessors.Any(accessor => accessor.Keyword.ValueText == "get" && accessor is { Body: null, ExpressionBody: null }));

    /// <summary>Types whose construction and filling do nothing but store.</summary>
    private static bool IsPlain(ITypeSymbol? type) => type is INamedTypeSymbol named
        && (RuntimeTypes.IsGenerated(named)
            || named.SpecialType == SpecialType.System_Object
            || (named.Name is "Dictionary" or "List" or "KeyValuePair" or "HashSet"
                && named.ContainingNamespace.ToDisplayString() == "System.Collections.Generic")
            || (named.Name is "Subject" or "ContextAttributes" or "EppoLegacyClient"
                && named.ContainingNamespace.ToDisplayString() == "EppoTyped"));

    /// <summary><c>Flags.For(user)</c>: it evaluates nothing yet.</summary>
    private static bool IsSurface(IMethodSymbol method) => method.Name == "For" && RuntimeTypes.IsGenerated(method.ContainingType);
}
