using System.Text;
using System.Text.Json;

namespace EppoTyped;

/// <summary>Values that no configuration holds, in the form a configuration would give them.</summary>
internal static class WireValue
{
    /// <summary>The value as a variation without a key; null when it is none of the type.</summary>
    public static Variation? As(JsonElement value, VariationType type)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return null;
        }

        string text = value.GetRawText();
        if (type == VariationType.Json && value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
        {
            return new Variation { Key = "", Json = Encoding.UTF8.GetBytes(text), Text = text };
        }

        Variation variation = VariationReader.Read("", type, Encoding.UTF8.GetBytes(text));
        return variation.Defect is null ? variation : null;
    }

    /// <summary>The live flag's own variation of that value, which has a key.</summary>
    public static Variation? FindLive(CompiledFlag? live, Variation value, VariationType type)
    {
        if (live is not { Defect: null } || (live.Type != type && !live.AcceptsAnyType))
        {
            return null;
        }

        foreach (Split split in live.Splits)
        {
            if (split.Variation?.As(type) is { Defect: null } variation && AreSame(variation, value))
            {
                return variation;
            }
        }

        return null;
    }

    private static bool AreSame(Variation left, Variation right) =>
        left.Boolean == right.Boolean && left.Integer == right.Integer && left.Number.Equals(right.Number) && string.Equals(left.Text, right.Text, StringComparison.Ordinal);
}
