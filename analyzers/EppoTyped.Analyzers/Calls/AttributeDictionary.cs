using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers.Calls;

/// <summary>
/// The attributes of a call, as far as its code shows them: in an initializer, a collection expression, or a local that is filled before
/// the call.
/// </summary>
/// <param name="Entries">The attributes that could be read.</param>
/// <param name="IsComplete">True when there are certainly no other attributes.</param>
internal sealed record AttributeDictionary(IReadOnlyList<AttributeEntry> Entries, bool IsComplete)
{
    private static readonly AttributeDictionary Empty = new([], IsComplete: true);
    private static readonly AttributeDictionary Unknown = new([], IsComplete: false);

    /// <summary>Reads the attributes of an argument.</summary>
    /// <param name="operation">The argument; null where the call omits it.</param>
    /// <param name="isCheckedBy">True for an earlier call for which the entries of a local are checked already.</param>
    public static AttributeDictionary Read(IOperation? operation, Func<IInvocationOperation, bool> isCheckedBy) => operation switch
    {
        null or { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation => Empty,
        IConversionOperation { OperatorMethod: null } conversion => Read(conversion.Operand, isCheckedBy),
        IObjectCreationOperation creation => ReadCreation(creation, isCheckedBy),
        IArrayCreationOperation { Initializer: { } initializer } => Join(initializer.ElementValues.Select(ReadPair)),
        ICollectionExpressionOperation list =>
            Join(list.Elements
                .Select(element => element is ISpreadOperation spread ? Read(spread.Operand, isCheckedBy) : ReadPair(element))),
        ILocalReferenceOperation local => LocalAttributes.Read(local, isCheckedBy),
        IInvocationOperation { TargetMethod: { Name: "FromDict", ContainingType.Name: "ContextAttributes" } } invocation =>
            Read(invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "attributes")?.Value, isCheckedBy),
        _ => Unknown,
    };

    /// <summary>The entry that a statement or an initializer adds to a dictionary; null where it does something else.</summary>
    public static AttributeEntry? ReadSetting(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation indexer } assignment
            when indexer is { Property.IsIndexer: true, Arguments.Length: 1 } =>
                new AttributeEntry(ConstantText.Of(indexer.Arguments[0].Value), assignment.Value),
        IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd", Arguments.Length: 2 } add =>
            new AttributeEntry(ConstantText.Of(add.Arguments[0].Value), add.Arguments[1].Value),
        _ => null,
    };

    private static AttributeDictionary ReadCreation(IObjectCreationOperation creation, Func<IInvocationOperation, bool> isCheckedBy)
    {
        List<AttributeDictionary> parts = [.. creation.Arguments
            .Where(argument => argument.ArgumentKind != ArgumentKind.DefaultValue)
            .Select(argument => ReadArgument(argument.Value, isCheckedBy))];

        // With another comparer, names are not compared as they are written: such a dictionary is not checked.
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

    // A capacity, a key or a comparer; any other argument can contain attributes.
    private static AttributeDictionary ReadArgument(IOperation value, Func<IInvocationOperation, bool> isCheckedBy) =>
        value.Type is { SpecialType: SpecialType.System_String or SpecialType.System_Int32 }
            or { Name: "IEqualityComparer" or "StringComparer" }
            ? Empty
            : Read(value, isCheckedBy);

    private static AttributeDictionary ReadInitializer(IObjectOrCollectionInitializerOperation initializer) =>
        Join(initializer.Initializers.Select(one => one switch
        {
            _ when ReadSetting(one) is { } entry => Of(entry),
            IInvocationOperation { TargetMethod.Name: "Add", Arguments.Length: 1 } add => ReadPair(add.Arguments[0].Value),
            IMemberInitializerOperation { InitializedMember: IPropertyReferenceOperation member } bag
                when member.Property.Name is "Numeric" or "Categorical" => ReadInitializer(bag.Initializer),
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
