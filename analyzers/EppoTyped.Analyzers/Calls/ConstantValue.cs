using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers.Calls;

/// <summary>
/// A value the compiler knows: a literal, a constant, <c>nameof</c>, an interpolation of constants, or the default of a parameter nobody
/// sets anew.
/// </summary>
/// <param name="Value">The value; null is one too.</param>
/// <param name="Syntax">Where a message about it belongs: the argument, or the default of the parameter.</param>
/// <param name="IsParameterDefault">True when callers may pass another value.</param>
internal sealed record ConstantValue(object? Value, SyntaxNode Syntax, bool IsParameterDefault)
{
    /// <summary>Reads it; null where only the run decides.</summary>
    public static ConstantValue? Of(IOperation? operation) => operation switch
    {
        null => null,
        { ConstantValue.HasValue: true } => new ConstantValue(operation.ConstantValue.Value, operation.Syntax, IsParameterDefault: false),
        IConversionOperation { OperatorMethod: null } conversion => Of(conversion.Operand),
        IParameterReferenceOperation { Parameter: { HasExplicitDefaultValue: true } parameter } reference
            when DefaultOf(parameter) is { } syntax && !IsSetAnew(parameter, reference) =>
                new ConstantValue(parameter.ExplicitDefaultValue, syntax, IsParameterDefault: true),
        _ => null,
    };

    private static ExpressionSyntax? DefaultOf(IParameterSymbol parameter) =>
        parameter.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax())
            .OfType<ParameterSyntax>()
            .FirstOrDefault()?.Default?.Value;

    private static bool IsSetAnew(IParameterSymbol parameter, IOperation reference) =>
        reference.Root().Descendants().OfType<IParameterReferenceOperation>()
            .Any(other => SymbolEqualityComparer.Default.Equals(other.Parameter, parameter)
                && other.Parent is IAssignmentOperation assignment
                && assignment.Target == other);
}
