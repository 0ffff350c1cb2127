using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers.Calls;

/// <summary>
/// The attributes of a call, as far as its code tells them: what an initializer, a collection expression or a local filled before the call
/// holds.
/// </summary>
/// <param name="Entries">Those that could be read.</param>
/// <param name="IsComplete">True when there are certainly no others.</param>
internal sealed record AttributeDictionary(IReadOnlyList<AttributeEntry> Entries, bool IsComplete)
{
    private static readonly AttributeDictionary Empty = new([], IsComplete: true);
    private static readonly AttributeDictionary Unknown = new([], IsComplete: false);

    /// <summary>Reads them.</summary>
    /// <param name="operation">The argument; null where it is left out.</param>
    /// <param name="isSpokenOf">True for an earlier call that judges the entries of a local before this one does.</param>
    public static AttributeDictionary Read(IOperation? operation, Func<IInvocationOperation, bool> isSpokenOf) => operation switch
    {
        null or { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation => Empty,
        IConversionOperation { OperatorMethod: null } conversion => Read(conversion.Operand, isSpokenOf),
        IObjectCreationOperation creation => ReadCreation(creation, isSpokenOf),
        IArrayCreationOperation { Initializer: { } initializer } => Join(initializer.ElementValues.Select(ReadPair)),
        ICollectionExpressionOperation list =>
            Join(list.Elements
                .Select(element => element is ISpreadOperation spread ? Read(spread.Operand, isSpokenOf) : ReadPair(element))),
        ILocalReferenceOperation local => LocalAttributes.Read(local, isSpokenOf),
        IInvocationOperation { TargetMethod: { Name: "FromDict", ContainingType.Name: "ContextAttributes" } } invocation =>
            Read(invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "attributes")?.Value, isSpokenOf),
        _ => Unknown,
    };

    /// <summary>What a statement or an initializer puts into a dictionary; null where it does something else.</summary>
    public static AttributeEntry? ReadSetting(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true,
            Arguments.Length: 1 } indexer } assignment =>
            new AttributeEntry(ConstantText.Of(indexer.Arguments[0].Value), assignment.Value),
        IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd", Arguments.Length: 2 } add =>
            new AttributeEntry(ConstantText.Of(add.Arguments[0].Value), add.Arguments[1].Value),
        _ => null,
    };

    private static AttributeDictionary ReadCreation(IObjectCreationOperation creation, Func<IInvocationOperation, bool> isSpokenOf)
    {
        List<AttributeDictionary> parts = [.. creation.Arguments
            .Where(argument => argument.ArgumentKind != ArgumentKind.DefaultValue)
            .Select(argument => ReadArgument(argument.Value, isSpokenOf))];

        // A dictionary that takes names otherwise than they are written is beyond us.
        if (creation.Arguments.Any(argument => argument.Parameter?.Name == "comparer" && !IsOrdinal(argument)))
        {
            return Unknown;
        }

        if (!IsPlain(creation.Type))
        {
            parts.Add(Unknown);
        }

        if (creation.Initializer is { } initializer)
        {
            parts.Add(ReadInitializer(initializer));
        }

        return Join(parts);
    }

    // A capacity, a key or a comparer; else something that brings attributes of its own.
    private static AttributeDictionary ReadArgument(IOperation value, Func<IInvocationOperation, bool> isSpokenOf) =>
        value is { Type: { SpecialType: SpecialType.System_String or SpecialType.System_Int32 }
            or { Name: "IEqualityComparer" or "StringComparer" } } ? Empty : Read(value, isSpokenOf);

    private static AttributeDictionary ReadInitializer(IObjectOrCollectionInitializerOperation initializer) =>
        Join(initializer.Initializers.Select(one => one switch
        {
            _ when ReadSetting(one) is { } entry => Of(entry),
            IInvocationOperation { TargetMethod.Name: "Add", Arguments.Length: 1 } add => ReadPair(add.Arguments[0].Value),
            IMemberInitializerOperation { InitializedMember: IPropertyReferenceOperation { Property.Name: "Numeric"
                or "Categorical" } } bag => ReadInitializer(bag.Initializer),
            _ => Unknown,
        }));

    private static AttributeDictionary ReadPair(IOperation operation) => operation switch
    {
        IConversionOperation { OperatorMethod: null } conversion => ReadPair(conversion.Operand),
        IObjectCreationOperation { Type.Name: "KeyValuePair", Arguments.Length: 2 } pair =>
            Of(new AttributeEntry(ConstantText.Of(pair.Arguments[0].Value), pair.Arguments[1].Value)),
        IInvocationOperation { TargetMethod: { Name: "Create", ContainingType.Name: "KeyValuePair" }, Arguments.Length: 2 } pair =>
            Of(new AttributeEntry(ConstantText.Of(pair.Arguments[0].Value), pair.Arguments[1].Value)),
        _ => Unknown,
    };

    private static bool IsPlain(ITypeSymbol? type) => type is
        { Name: "Dictionary" or "SortedDictionary" or "SortedList" or "List" or "ConcurrentDictionary",
            ContainingNamespace.Name: "Generic" or "Concurrent" }
        or { Name: "ContextAttributes", ContainingNamespace.Name: "EppoTyped" };

    private static bool IsOrdinal(IArgumentOperation comparer) =>
        comparer.ArgumentKind == ArgumentKind.DefaultValue
            || Unwrap(comparer.Value) is IPropertyReferenceOperation { Property.Name: "Ordinal" }
                or { ConstantValue: { HasValue: true, Value: null } };

    private static IOperation Unwrap(IOperation operation) =>
        operation is IConversionOperation conversion ? Unwrap(conversion.Operand) : operation;

    private static AttributeDictionary Of(AttributeEntry entry) => new([entry], IsComplete: entry.Key is not null);

    private static AttributeDictionary Join(IEnumerable<AttributeDictionary> parts)
    {
        AttributeDictionary[] all = [.. parts];
        return new AttributeDictionary([.. all.SelectMany(part => part.Entries)], all.All(part => part.IsComplete));
    }
}
