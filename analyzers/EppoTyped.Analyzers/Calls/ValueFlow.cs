using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers.Calls;

/// <summary>
/// Follows a flag's value from its call to its uses: through properties, <c>?.</c>, <c>??</c> and locals that hold nothing else. It begins
/// at the calls, of which a project has few, and not at the comparisons, of which it has many.
/// </summary>
/// <param name="uses">Collects the uses.</param>
/// <param name="path">The properties that lead from the result of the call to the text.</param>
/// <param name="isSame">True for another call that returns the same value.</param>
internal sealed class ValueFlow(ValueUses uses, string[] path, Func<IOperation, bool> isSame)
{
    private readonly HashSet<ILocalSymbol> _locals = new(SymbolEqualityComparer.Default);

    /// <summary>Follows a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="depth">The number of properties of the path that have been followed.</param>
    public void Follow(IOperation value, int depth = 0)
    {
        switch (value.Parent)
        {
            case IConversionOperation { OperatorMethod: null } conversion:
                Follow(conversion, depth);
                break;
            case IPropertyReferenceOperation property when property.Instance == value && Leads(property.Property, depth):
                Follow(property, depth + 1);
                break;
            case IConditionalAccessOperation access when access.WhenNotNull == value:
                Follow(access, depth);
                break;
            case IConditionalAccessOperation access:
                if (FindInstance(access) is { } instance)
                {
                    Follow(instance, depth);
                }

                break;
            case ICoalesceOperation coalesce when coalesce.Value == value:
                if (depth == path.Length)
                {
                    uses.AddFallback(coalesce.WhenNull);
                }

                Follow(coalesce, depth);
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                FollowLocal(declarator.Symbol, value, depth);
                break;
            case ISimpleAssignmentOperation { IsRef: false } assignment when assignment.Value == value:
                if (assignment.Target is ILocalReferenceOperation target)
                {
                    FollowLocal(target.Local, value, depth);
                }

                Follow(assignment, depth);
                break;
            case IDeconstructionAssignmentOperation deconstruction when deconstruction.Value == value && depth < path.Length:
                // In both results the first part is the first property of the path.
                if (FirstOf(deconstruction.Target) is ILocalReferenceOperation { IsDeclaration: true } first)
                {
                    FollowLocal(first.Local, value, depth + 1);
                }

                break;
            case IIsPatternOperation match when match.Value == value:
                VisitPattern(match.Pattern, depth, value);
                break;
            case ISwitchOperation statement when statement.Value == value:
                VisitClauses(statement, depth);
                break;
            case ISwitchExpressionOperation expression when expression.Value == value:
                foreach (ISwitchExpressionArmOperation arm in expression.Arms)
                {
                    VisitPattern(arm.Pattern, depth, value);
                }

                AddSwitch(expression, depth);
                break;
            default:
                if (depth == path.Length)
                {
                    AddComparison(value);
                }

                break;
        }
    }

    private void AddComparison(IOperation value)
    {
        switch (value.Parent)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary:
                uses.AddText(binary.LeftOperand == value ? binary.RightOperand : binary.LeftOperand);
                break;
            case IInvocationOperation call when call.Instance == value && IsEquals(call.TargetMethod):
                uses.AddText(call.Arguments[0].Value, IgnoresCase(call));
                break;
            case IArgumentOperation { Parent: IInvocationOperation call } argument when IsEquals(call.TargetMethod)
                && argument.Value == value:
                IOperation? other = call.Instance
                    ?? call.Arguments.FirstOrDefault(candidate => candidate != argument && candidate.Parameter?.Name is "a" or "b")?.Value;
                if (other is not null)
                {
                    uses.AddText(other, IgnoresCase(call));
                }

                break;
        }
    }

    private void VisitClauses(ISwitchOperation statement, int depth)
    {
        foreach (ICaseClauseOperation clause in statement.Cases.SelectMany(section => section.Clauses))
        {
            if (clause is IPatternCaseClauseOperation match)
            {
                VisitPattern(match.Pattern, depth, statement.Value);
            }
            else if (clause is ISingleValueCaseClauseOperation single && depth == path.Length)
            {
                uses.AddText(single.Value);
            }
        }

        AddSwitch(statement, depth);
    }

    private void AddSwitch(IOperation operation, int depth)
    {
        if (depth == path.Length)
        {
            uses.AddSwitch(operation);
        }
    }

    private void VisitPattern(IPatternOperation pattern, int depth, IOperation value)
    {
        switch (pattern)
        {
            case IConstantPatternOperation constant when depth == path.Length:
                uses.AddText(constant.Value);
                break;
            case IBinaryPatternOperation both:
                VisitPattern(both.LeftPattern, depth, value);
                VisitPattern(both.RightPattern, depth, value);
                break;
            case INegatedPatternOperation negated:
                VisitPattern(negated.Pattern, depth, value);
                break;
            case IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol declared }:
                FollowLocal(declared, value, depth);
                break;
            case IRecursivePatternOperation recursive:
                VisitRecursivePattern(recursive, depth, value);
                break;
        }
    }

    private void VisitRecursivePattern(IRecursivePatternOperation pattern, int depth, IOperation value)
    {
        if (pattern.DeclaredSymbol is ILocalSymbol declared)
        {
            FollowLocal(declared, value, depth);
        }

        foreach (IPropertySubpatternOperation part in pattern.PropertySubpatterns)
        {
            if (part.Member is IPropertyReferenceOperation member && Leads(member.Property, depth))
            {
                VisitPattern(part.Pattern, depth + 1, value);
            }
        }

        if (pattern.DeconstructionSubpatterns.Length > 0 && depth < path.Length)
        {
            VisitPattern(pattern.DeconstructionSubpatterns[0], depth + 1, value);
        }
    }

    /// <summary>Follows a local that never holds anything but this value.</summary>
    private void FollowLocal(ILocalSymbol local, IOperation source, int depth)
    {
        if (local.IsRef || !_locals.Add(local))
        {
            return;
        }

        IOperation root = source.Root();
        List<IOperation> reads = [];
        foreach (IOperation operation in root.Descendants())
        {
            if (operation is IVariableDeclaratorOperation { Initializer.Value: { } initial } declarator
                && Same(declarator.Symbol, local)
                && !Gives(initial, source))
            {
                return;
            }

            if (operation is not ILocalReferenceOperation { IsDeclaration: false } reference || !Same(reference.Local, local))
            {
                continue;
            }

            if (WrittenTo(reference) is not { } written)
            {
                reads.Add(reference);
            }
            else if (!Gives(written, source))
            {
                return;
            }
        }

        foreach (IOperation read in reads)
        {
            Follow(read, depth);
        }
    }

    /// <summary>
    /// True where the value is the followed one, or that of an equal call further down, up to which the local holds the followed one.
    /// </summary>
    private bool Gives(IOperation value, IOperation source) =>
        value == source || (isSame(value) && value.Syntax.SpanStart > source.Syntax.SpanStart);

    /// <summary>
    /// The value that is written to the local here (the reference itself where that is not known); null where it is only read.
    /// </summary>
    private static IOperation? WrittenTo(ILocalReferenceOperation reference) => reference.Parent switch
    {
        ISimpleAssignmentOperation { IsRef: false } assignment when assignment.Target == reference => assignment.Value,
        IAssignmentOperation assignment when assignment.Target == reference => reference,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } or IAddressOfOperation or ITupleOperation => reference,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.IsRef: true } } => reference,
        _ => null,
    };

    private bool Leads(IPropertySymbol property, int depth) => depth < path.Length && property.Name == path[depth];

    private static IOperation? FindInstance(IConditionalAccessOperation access) =>
        access.WhenNotNull.DescendantsAndSelf().OfType<IConditionalAccessInstanceOperation>().FirstOrDefault();

    private static IOperation? FirstOf(IOperation target) => target switch
    {
        IDeclarationExpressionOperation declaration => FirstOf(declaration.Expression),
        ITupleOperation { Elements.Length: > 0 } tuple => FirstOf(tuple.Elements[0]),
        _ => target,
    };

    private static bool Same(ILocalSymbol one, ILocalSymbol other) => SymbolEqualityComparer.Default.Equals(one, other);

    private static bool IsEquals(IMethodSymbol method) =>
        method is { Name: "Equals", ContainingType.SpecialType: SpecialType.System_String };

    private static bool IgnoresCase(IInvocationOperation call)
    {
        Optional<object?>? comparison = call.Arguments
            .FirstOrDefault(argument => argument.Parameter?.Name == "comparisonType")?.Value.ConstantValue;
        return comparison is { } constant && !(constant.HasValue && constant.Value
            is (int)StringComparison.Ordinal or (int)StringComparison.CurrentCulture or (int)StringComparison.InvariantCulture);
    }
}
