using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers.Calls;

/// <summary>
/// A value that is known at compile time: a literal, a constant, <c>nameof</c>, an interpolation of constants, or the default of a
/// parameter that is never assigned.
/// </summary>
/// <param name="Value">The value, which can be null.</param>
/// <param name="Syntax">The place for messages about it: the argument, or the default of the parameter.</param>
/// <param name="IsParameterDefault">True when callers can pass another value.</param>
internal sealed record ConstantValue(object? Value, SyntaxNode Syntax, bool IsParameterDefault)
{
    /// <summary>Reads the value of an operation; null where it is known only at run time.</summary>
    public static ConstantValue? Of(IOperation? operation) => operation switch
    {
        null => null,
        { ConstantValue.HasValue: true } => new ConstantValue(operation.ConstantValue.Value, operation.Syntax, IsParameterDefault: false),
        IConversionOperation { OperatorMethod: null } conversion => Of(conversion.Operand),
        IParameterReferenceOperation { Parameter: { HasExplicitDefaultValue: true } parameter } reference
            when DefaultOf(parameter) is { } syntax && !IsAssigned(parameter, reference) =>
                new ConstantValue(parameter.ExplicitDefaultValue, syntax, IsParameterDefault: true),
        _ => null,
    };

    private static ExpressionSyntax? DefaultOf(IParameterSymbol parameter) =>
        parameter.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax())
            .OfType<ParameterSyntax>()
            .FirstOrDefault()?.Default?.Value;

    private static bool IsAssigned(IParameterSymbol parameter, IOperation reference) =>
        reference.Root().Descendants().OfType<IParameterReferenceOperation>()
            .Any(other => SymbolEqualityComparer.Default.Equals(other.Parameter, parameter)
                && other.Parent is IAssignmentOperation assignment
                && assignment.Target == other);
}
