using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers.Calls;

/// <summary>Reads a local that holds attributes: its initial value, and what its method adds to it.</summary>
internal static class LocalAttributes
{
    private static readonly AttributeDictionary Unknown = new([], IsComplete: false);

    /// <param name="reference">The reference to the local in a call.</param>
    /// <param name="isCheckedBy">True for an earlier call for which the entries before it are checked.</param>
    public static AttributeDictionary Read(ILocalReferenceOperation reference, Func<IInvocationOperation, bool> isCheckedBy)
    {
        IOperation root = reference;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        IOperation[] body = [.. root.Descendants()];
        IVariableDeclaratorOperation? declarator = body
            .OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(one => Same(one.Symbol, reference.Local));

        // In code that does not compile a local can be initialized with itself: only declarations before the reference are read.
        if (declarator?.GetVariableInitializer()?.Value is not { } start || declarator.Syntax.Span.End > Start(reference))
        {
            return Unknown;
        }

        AttributeDictionary begun = AttributeDictionary.Read(start, isCheckedBy);
        List<AttributeEntry> entries = [.. begun.Entries];
        bool isComplete = begun.IsComplete;
        int checkedUpTo = 0;
        foreach (ILocalReferenceOperation use in body
            .OfType<ILocalReferenceOperation>()
            .Where(use => use != reference && Same(use.Local, reference.Local)))
        {
            Use kind = Classify(use, out AttributeEntry? entry, out IInvocationOperation? call);
            if (kind == Use.Replaced)
            {
                return Unknown;
            }

            if (entry is not null)
            {
                entries.Add(entry);
            }

            if (call is not null && Start(call) < Start(reference) && isCheckedBy(call))
            {
                checkedUpTo = Math.Max(checkedUpTo, Start(call));
            }

            isComplete &= kind == Use.Harmless && entry is not { Key: null };
        }

        return new AttributeDictionary(
            [.. entries.Select(entry => entry with
            {
                IsChecked = entry.IsChecked && Start(entry.Value) > checkedUpTo && Start(entry.Value) < Start(reference),
            })],
            isComplete);
    }

    private static Use Classify(ILocalReferenceOperation use, out AttributeEntry? entry, out IInvocationOperation? call)
    {
        entry = null;
        call = null;
        IOperation here = use;
        while (here.Parent is IConversionOperation { OperatorMethod: null } conversion)
        {
            here = conversion;
        }

        switch (here.Parent)
        {
            case ISimpleAssignmentOperation assignment when assignment.Target == here:
                return Use.Replaced;
            case IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation assignment } property when assignment.Target == property:
                entry = AttributeDictionary.ReadSetting(assignment);
                return entry is null ? Use.Escaped : Use.Harmless;
            case IPropertyReferenceOperation { Parent: IPropertyReferenceOperation indexer } bag
                when bag.Property.Name is "Numeric" or "Categorical"
                && indexer.Parent is ISimpleAssignmentOperation assignment
                && assignment.Target == indexer:
                entry = AttributeDictionary.ReadSetting(assignment);
                return entry is null ? Use.Escaped : Use.Harmless;
            case IPropertyReferenceOperation { Property: { IsIndexer: true } or { Name: "Count" } }:
                return Use.Harmless;
            case IInvocationOperation { TargetMethod.Name: "ContainsKey" or "TryGetValue" }:
                return Use.Harmless;
            case IInvocationOperation invocation when invocation.Instance == here:
                entry = AttributeDictionary.ReadSetting(invocation);
                return entry is null ? Use.Escaped : Use.Harmless;
            case IArgumentOperation { Parent: IInvocationOperation invocation } when IsOfRuntime(invocation.TargetMethod):
                // The runtime only reads its arguments.
                call = invocation;
                return Use.Harmless;
            default:
                return Use.Escaped;
        }
    }

    private static bool IsOfRuntime(IMethodSymbol method) =>
        method.ContainingNamespace is { Name: "EppoTyped", ContainingNamespace.IsGlobalNamespace: true };

    private static int Start(IOperation operation) => operation.Syntax.SpanStart;

    private static bool Same(ISymbol one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one, other);

    private enum Use
    {
        Harmless,
        Escaped,
        Replaced,
    }
}
