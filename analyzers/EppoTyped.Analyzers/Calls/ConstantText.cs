using Microsoft.CodeAnalysis;

namespace EppoTyped.Analyzers.Calls;

/// <summary>A text that is known at compile time, see <see cref="ConstantValue"/>.</summary>
/// <param name="Value">The text.</param>
/// <param name="Syntax">The place for messages about it: the argument, or the default of the parameter.</param>
/// <param name="IsParameterDefault">True when callers can pass another text.</param>
internal sealed record ConstantText(string Value, SyntaxNode Syntax, bool IsParameterDefault)
{
    public Location Location => Syntax.GetLocation();

    /// <summary>Reads the text of an operation; null where it is known only at run time.</summary>
    public static ConstantText? Of(IOperation? operation) =>
        ConstantValue.Of(operation) is { Value: string text } constant
            ? new ConstantText(text, constant.Syntax, constant.IsParameterDefault)
            : null;
}
