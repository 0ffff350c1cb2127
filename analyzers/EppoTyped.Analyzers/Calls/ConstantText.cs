using Microsoft.CodeAnalysis;

namespace EppoTyped.Analyzers.Calls;

/// <summary>A text the compiler knows, see <see cref="ConstantValue"/>.</summary>
/// <param name="Value">The text.</param>
/// <param name="Syntax">Where a message about it belongs: the argument, or the default of the parameter.</param>
/// <param name="IsParameterDefault">True when callers may pass another text.</param>
internal sealed record ConstantText(string Value, SyntaxNode Syntax, bool IsParameterDefault)
{
    public Location Location => Syntax.GetLocation();

    /// <summary>Reads it; null where only the run decides.</summary>
    public static ConstantText? Of(IOperation? operation) =>
        ConstantValue.Of(operation) is { Value: string text } constant
            ? new ConstantText(text, constant.Syntax, constant.IsParameterDefault)
            : null;
}
