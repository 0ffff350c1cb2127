using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Naming;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers.Calls;

/// <summary>A constant that a flag's value is compared with.</summary>
/// <param name="Value">The text.</param>
/// <param name="Syntax">Its place.</param>
/// <param name="IgnoresCase">True when the comparison ignores case.</param>
internal sealed record ComparedText(string Value, SyntaxNode Syntax, bool IgnoresCase);

/// <summary>The uses of a string flag's value: the constants it is compared with, and the switches over it.</summary>
internal sealed class ValueUses
{
    private readonly List<ComparedText> _texts = [];
    private readonly List<IOperation> _switches = [];
    private readonly List<string> _fallbacks = [];

    public IReadOnlyList<ComparedText> Texts => _texts;

    /// <summary>Switch statements and switch expressions.</summary>
    public IReadOnlyList<IOperation> Switches => _switches;

    /// <summary>True where the caller's default is known only at run time, so that the value can be any text.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Follows the value of a call; null for a call whose value is not a variation.</summary>
    public static ValueUses? Of(FlagCall call, RuntimeTypes runtime)
    {
        if (call.Flag is not { Type: FlagType.String, Variations.Count: > 0 } || PathOf(call.Method) is not { } path)
        {
            return null;
        }

        ValueUses uses = new();
        if (call.Default is { } fallback)
        {
            uses.AddFallback(fallback.Value);
        }

        new ValueFlow(uses, path, operation => IsSame(call, operation, runtime)).Follow(call.Operation);
        return uses;
    }

    /// <summary>Follows the text of a variation, <c>variant.ToValue()</c>.</summary>
    public static ValueUses Of(IInvocationOperation text)
    {
        ValueUses uses = new();
        new ValueFlow(uses, [], _ => false).Follow(text);
        return uses;
    }

    /// <summary>The compared texts that are not variations of the flag, each with the nearest variation.</summary>
    public IEnumerable<(ComparedText Text, string? Nearest)> Unknown(FlagDefinition flag)
    {
        foreach (ComparedText text in _texts)
        {
            StringComparer comparer = text.IgnoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
            if (VariationTexts.Of(flag).Concat(_fallbacks).Contains(text.Value, comparer))
            {
                continue;
            }

            string? nearest = NearestName.Of(text.Value, VariationTexts.Of(flag));
            if (nearest is not null || !IsOpen)
            {
                yield return (text, nearest);
            }
        }
    }

    public void AddText(IOperation constant, bool ignoresCase = false)
    {
        if (constant.Unconverted() is { ConstantValue: { HasValue: true, Value: string text } } known)
        {
            _texts.Add(new ComparedText(text, known.Syntax, ignoresCase));
        }
    }

    public void AddSwitch(IOperation operation) => _switches.Add(operation);

    /// <summary>Adds a fallback for the value, which is not a variation but can be compared with.</summary>
    public void AddFallback(IOperation value)
    {
        ConstantValue? constant = ConstantValue.Of(value);
        if (constant?.Value is string text)
        {
            _fallbacks.Add(text);
        }

        IsOpen |= constant is null or { IsParameterDefault: true };
    }

    // The properties that lead from the result of the method to the variation.
    private static string[]? PathOf(FlagCallMethod method) => method switch
    {
        { Type: not (null or FlagType.String) } => null,
        { Kind: FlagCallKind.Assignment, IsDetails: true } => ["Value"],
        { Kind: FlagCallKind.Assignment or FlagCallKind.Legacy } => [],
        { Kind: FlagCallKind.Bandit, IsDetails: true } => ["Value", "Variation"],
        { Kind: FlagCallKind.Bandit } => ["Variation"],
        _ => null,
    };

    private static bool IsSame(FlagCall call, IOperation operation, RuntimeTypes runtime)
    {
        IOperation other = operation.Unconverted();
        while (other is IConditionalAccessOperation access)
        {
            other = access.WhenNotNull.Unconverted();
        }

        return other is IInvocationOperation invocation && FlagCall.Read(invocation, runtime, manifests: null) is { Key: { } key } same
            && same.Method == call.Method && string.Equals(key.Value, call.Key?.Value, StringComparison.Ordinal);
    }
}
