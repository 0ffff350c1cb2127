using System.Text.Json;

namespace EppoTyped.Testing;

/// <summary>Typed values as a configuration has them.</summary>
internal static class WireForm
{
    /// <summary>The value's JSON; undefined where it has none: object records are read from JSON and never written.</summary>
    public static JsonElement Of<T>(Flag<T> flag, T value)
    {
        // The core knows how its handles write a value, and an override is where it says so.
        FlagResults overridden = FlagClient.InMemory(overrides: new FlagOverrides().Set(flag, value)).EvaluateAll(subject: null);
        return overridden.TryGet(flag.Key, out FlagResult result) ? result.Value : default;
    }

    /// <summary>The text by which a value is known as a variation: <c>fast_checkout</c>, <c>true</c>, <c>10</c>.</summary>
    public static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    /// <summary>A value as messages show it.</summary>
    public static string Show<T>(Flag<T> flag, T value) => Of(flag, value) is { ValueKind: not JsonValueKind.Undefined } wire ? TextOf(wire) : $"{value}";
}
