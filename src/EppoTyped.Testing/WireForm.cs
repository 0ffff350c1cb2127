using System.Text.Json;

namespace EppoTyped.Testing;

/// <summary>Typed values as a configuration contains them.</summary>
internal static class WireForm
{
    /// <summary>The value as JSON; undefined where there is none, because object records are read from JSON and never written.</summary>
    public static JsonElement Of<T>(Flag<T> flag, T value)
    {
        // Only the runtime knows how its handles write a value, and an override shows it.
        FlagResults overridden = FlagClient.InMemory(overrides: new FlagOverrides().Set(flag, value)).EvaluateAll(subject: null);
        return overridden.TryGet(flag.Key, out FlagResult result) ? result.Value : default;
    }

    /// <summary>The text of a value, which is usually the key of its variation: <c>fast_checkout</c>, <c>true</c>, <c>10</c>.</summary>
    public static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    /// <summary>The value in messages.</summary>
    public static string Show<T>(Flag<T> flag, T value) =>
        Of(flag, value) is { ValueKind: not JsonValueKind.Undefined } wire ? TextOf(wire) : $"{value}";
}
