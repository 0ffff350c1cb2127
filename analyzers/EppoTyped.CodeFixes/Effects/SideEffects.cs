using EppoTyped.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.CodeFixes.Effects;

/// <summary>
/// Which expressions a fix may leave out, evaluate earlier or evaluate in another order. An expression that is not known to be harmless is
/// not harmless.
/// </summary>
internal static class SideEffects
{
    /// <summary>True when leaving the expression out changes nothing.</summary>
    public static bool IsPure(IOperation? operation) => operation is not null && (operation.ConstantValue.HasValue
        // A function has its effects when it is called, not where it is written.
        || operation is IAnonymousFunctionOperation
        || (IsHarmless(operation) && operation.ChildOperations.All(IsPure)));

    /// <summary>
    /// True when the expression calls, creates, awaits and assigns nothing, so that others of its kind may be evaluated before it. A
    /// property counts as reading.
    /// </summary>
    public static bool OnlyReads(IOperation? operation) => operation is not null && !operation.DescendantsAndSelf().Any(Acts);

    /// <summary>True when the operation does more than read, its parts aside.</summary>
    public static bool Acts(IOperation operation) => operation switch
    {
        IInvocationOperation or IDynamicInvocationOperation or IFunctionPointerInvocationOperation => true,
        IObjectCreationOperation or IDynamicObjectCreationOperation or ITypeParameterObjectCreationOperation => true,
        IAssignmentOperation => operation.Parent is not IAnonymousObjectCreationOperation,
        IIncrementOrDecrementOperation or IAwaitOperation or IThrowOperation => true,
        IAnonymousFunctionOperation or ITranslatedQueryOperation => true,
        IInterpolatedStringOperation or IInterpolatedStringHandlerCreationOperation => true,
        IInvalidOperation => true,
        _ => false,
    };

    /// <summary>True when the value is the same whatever is evaluated before it.</summary>
    /// <param name="operation">The expression.</param>
    /// <param name="captured">The variables that other code may write to at any time.</param>
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

    /// <summary>The parts of an expression that must still be evaluated when its value is not used, in their order.</summary>
    public static IEnumerable<IOperation> EffectsOf(IOperation operation)
    {
        if (IsPure(operation))
        {
            return [];
        }

        return EvaluatesAllParts(operation) && IsHarmless(operation)
            ? operation.ChildOperations.SelectMany(EffectsOf)
            : [operation];
    }

    private static bool EvaluatesAllParts(IOperation operation) => operation
        is IArgumentOperation or IInvocationOperation or IConversionOperation
        or IObjectCreationOperation or IObjectOrCollectionInitializerOperation or ISimpleAssignmentOperation
        or IArrayCreationOperation or IArrayInitializerOperation or ICollectionExpressionOperation or ITupleOperation
        or IInterpolatedStringOperation or IInterpolationOperation
        or IPropertyReferenceOperation or IFieldReferenceOperation;

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

    /// <summary>Text, and types whose conversion to text runs no code of the project.</summary>
    private static bool IsPrintable(ITypeSymbol? type) =>
        type is { SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_String } or { TypeKind: TypeKind.Enum };

    private static bool IsCollectionEntry(IPropertyReferenceOperation property) =>
        property.Property.IsIndexer
            && property.Parent is ISimpleAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation }
            && IsPlain(property.Property.ContainingType);

    /// <summary>True for a property that only returns a stored value.</summary>
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

    /// <summary>True for a type whose constructor and initializers only store values.</summary>
    private static bool IsPlain(ITypeSymbol? type) => type is INamedTypeSymbol named
        && (RuntimeTypes.IsGenerated(named)
            || named.SpecialType == SpecialType.System_Object
            || (named.Name is "Dictionary" or "List" or "KeyValuePair" or "HashSet"
                && named.ContainingNamespace.ToDisplayString() == "System.Collections.Generic")
            || (named.Name is "Subject" or "ContextAttributes" or "EppoLegacyClient"
                && named.ContainingNamespace.ToDisplayString() == "EppoTyped"));

    /// <summary>True for <c>Flags.For(user)</c>, which evaluates nothing yet.</summary>
    private static bool IsSurface(IMethodSymbol method) => method.Name == "For" && RuntimeTypes.IsGenerated(method.ContainingType);
}
