using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers;

/// <summary>A text the compiler knows: a literal, a constant, <c>nameof</c>, an interpolation of constants, or the default of a parameter nobody sets anew.</summary>
/// <param name="Value">The text.</param>
/// <param name="Syntax">Where a message about it belongs: the argument, or the default of the parameter.</param>
/// <param name="IsParameterDefault">True when callers may pass another text.</param>
internal sealed record ConstantText(string Value, SyntaxNode Syntax, bool IsParameterDefault)
{
    public Location Location => Syntax.GetLocation();

    /// <summary>Reads it; null where only the run decides.</summary>
    public static ConstantText? Of(IOperation? operation) => operation switch
    {
        null => null,
        { ConstantValue: { HasValue: true, Value: string text } } => new ConstantText(text, operation.Syntax, IsParameterDefault: false),
        IConversionOperation conversion => Of(conversion.Operand),
        IParameterReferenceOperation { Parameter: { HasExplicitDefaultValue: true, ExplicitDefaultValue: string text } parameter } reference
            when DefaultOf(parameter) is { } syntax && !IsSetAnew(parameter, reference) => new ConstantText(text, syntax, IsParameterDefault: true),
        _ => null,
    };

    private static ExpressionSyntax? DefaultOf(IParameterSymbol parameter) =>
        parameter.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<ParameterSyntax>().FirstOrDefault()?.Default?.Value;

    private static bool IsSetAnew(IParameterSymbol parameter, IOperation reference)
    {
        IOperation root = reference;
        while (root.Parent is { } parent)
            root = parent;
        return root.Descendants().OfType<IParameterReferenceOperation>()
            .Any(other => SymbolEqualityComparer.Default.Equals(other.Parameter, parameter) && other.Parent is IAssignmentOperation assignment && assignment.Target == other);
    }
}
