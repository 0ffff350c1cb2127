using System.Text.Json;

namespace EppoTyped;

/// <summary>The value that wins for one flag key.</summary>
internal abstract class FlagOverride
{
    /// <summary>The type of the value, for calls that have none.</summary>
    public abstract VariationType Type { get; }

    /// <summary>The value as a variation. Throws what the caller's function throws.</summary>
    /// <param name="subject">The subject to evaluate for.</param>
    /// <param name="type">The type asked for.</param>
    /// <param name="live">The live flag, whose own variation is returned where it has the value; null when there is none.</param>
    /// <returns>Null when it has no value of that type.</returns>
    public abstract Variation? Express(ISubject? subject, VariationType type, CompiledFlag? live);
}

/// <summary>A value by a generated handle.</summary>
internal sealed class FlagOverride<T>(Flag<T> flag, T value, Func<ISubject?, T>? valueFor) : FlagOverride
{
    public override VariationType Type => flag.Type;

    /// <summary>The value. Throws what the caller's function throws.</summary>
    public T For(ISubject? subject) => valueFor is null ? value : valueFor(subject);

    public override Variation? Express(ISubject? subject, VariationType type, CompiledFlag? live) =>
        type == flag.Type && For(subject) is { } given ? flag.FindLive(live, given) ?? flag.Express(given) : null;
}

/// <summary>A value by key, as the wire has it.</summary>
internal sealed class WireOverride(JsonElement value) : FlagOverride
{
    public override VariationType Type => value.ValueKind switch
    {
        JsonValueKind.String => VariationType.String,
        JsonValueKind.True or JsonValueKind.False => VariationType.Boolean,
        JsonValueKind.Number when JsonNumber.TryGetInteger(value, out _) => VariationType.Integer,
        JsonValueKind.Number => VariationType.Numeric,
        _ => VariationType.Json,
    };

    public override Variation? Express(ISubject? subject, VariationType type, CompiledFlag? live) =>
        WireValue.As(value, type) is { } given ? WireValue.FindLive(live, given, type) ?? given : null;
}
