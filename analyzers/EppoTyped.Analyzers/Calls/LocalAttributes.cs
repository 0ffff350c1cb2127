using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers.Calls;

/// <summary>Follows a local that holds attributes: what it begins with, and what its method puts into it.</summary>
internal static class LocalAttributes
{
    private static readonly AttributeDictionary Unknown = new([], IsComplete: false);

    /// <param name="reference">The local, where a call is given it.</param>
    /// <param name="isSpokenOf">True for an earlier call that judges what stands before it.</param>
    public static AttributeDictionary Read(ILocalReferenceOperation reference, Func<IInvocationOperation, bool> isSpokenOf)
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

        // Code that does not compile may declare a local by itself, or two by each other: only what stands before is followed.
        if (declarator?.GetVariableInitializer()?.Value is not { } start || declarator.Syntax.Span.End > Start(reference))
        {
            return Unknown;
        }

        AttributeDictionary begun = AttributeDictionary.Read(start, isSpokenOf);
        List<AttributeEntry> entries = [.. begun.Entries];
        bool isComplete = begun.IsComplete;
        int spokenOf = 0;
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

            if (call is not null && Start(call) < Start(reference) && isSpokenOf(call))
            {
                spokenOf = Math.Max(spokenOf, Start(call));
            }

            isComplete &= kind == Use.Harmless && entry is not { Key: null };
        }

        return new AttributeDictionary(
            [.. entries.Select(entry => entry with
            {
                IsJudged = entry.IsJudged && Start(entry.Value) > spokenOf && Start(entry.Value) < Start(reference),
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
            case IPropertyReferenceOperation { Property.Name: "Numeric" or "Categorical",
                Parent: IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation assignment } indexer }
                when assignment.Target == indexer:
                entry = AttributeDictionary.ReadSetting(assignment);
                return entry is null ? Use.Escaped : Use.Harmless;
            case IPropertyReferenceOperation { Property: { IsIndexer: true } or { Name: "Count" } }:
                return Use.Harmless;
            case IInvocationOperation { TargetMethod.Name: "ContainsKey" or "TryGetValue" }:
                return Use.Harmless;
            case IInvocationOperation invocation when invocation.Instance == here:
                entry = AttributeDictionary.ReadSetting(invocation);
                return entry is null ? Use.Escaped : Use.Harmless;
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingNamespace: { Name: "EppoTyped",
                ContainingNamespace.IsGlobalNamespace: true } } invocation }:
                // The runtime reads what it is given, and changes nothing.
                call = invocation;
                return Use.Harmless;
            default:
                return Use.Escaped;
        }
    }

    private static int Start(IOperation operation) => operation.Syntax.SpanStart;

    private static bool Same(ISymbol one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one, other);

    private enum Use
    {
        Harmless,
        Escaped,
        Replaced,
    }
}
