using System.Diagnostics.CodeAnalysis;

namespace EppoTyped;

/// <summary>
/// What may override a client's tables: the scopes, innermost first, then the overrides of the whole client.
/// </summary>
internal sealed class OverrideLayer(FlagOverrides? always, OverrideScopes scopes, MisbehaviourReporter misbehaviour)
{
    public OverrideScopes Scopes { get; set; } = scopes;

    /// <summary>Every key that is overridden here and now.</summary>
    public IEnumerable<string> Keys
    {
        get
        {
            IEnumerable<string> keys = always?.Keys ?? [];
            for (OverrideScope? scope = Scopes.Innermost; scope is not null; scope = scope.Outer)
            {
                keys = scope.IsClosed ? keys : keys.Concat(scope.Overrides.Keys);
            }

            return keys;
        }
    }

    /// <summary>The value of a call by handle. Never throws.</summary>
    /// <returns>False when the flag is evaluated as configured.</returns>
    public bool TryGet<T>(Flag<T> flag, ISubject? subject, CompiledFlag? live, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (Find(flag.Key) is not { } found)
        {
            return false;
        }

        try
        {
            string? refusal = null;
            if (found is FlagOverride<T> typed)
            {
                value = typed.For(subject);
            }
            else if (found.Express(subject, flag.Type, live) is not { } variation || !flag.TryConvert(variation, out value, out refusal))
            {
                misbehaviour.ReportUnusableOverride(flag.Key, refusal ?? $"it is not of type {flag.Type.ToWire()}");
                return false;
            }

            return value is not null;
        }
        catch (Exception exception)
        {
            misbehaviour.ReportThrowingOverride(exception, flag.Key);
            return false;
        }
    }

    /// <summary>The value of a call by key. Never throws.</summary>
    /// <param name="flagKey">The flag.</param>
    /// <param name="type">The type asked for; null for the live flag's, or else the override's own.</param>
    /// <param name="subject">The subject to evaluate for.</param>
    /// <param name="live">The live flag, if there is one.</param>
    /// <returns>Null when the flag is evaluated as configured. The key of a variation that the live flag does not have is empty.</returns>
    public Variation? Find(string flagKey, VariationType? type, scoped in SubjectView subject, CompiledFlag? live)
    {
        if (Find(flagKey) is not { } found)
        {
            return null;
        }

        try
        {
            VariationType asked = type ?? (live is { Defect: null } ? live.Type : found.Type);
            Variation? variation = found.Express(subject.AsSubject(), asked, live);
            if (variation is null)
            {
                misbehaviour.ReportUnusableOverride(flagKey, $"it is not of type {asked.ToWire()}");
            }

            return variation;
        }
        catch (Exception exception)
        {
            misbehaviour.ReportThrowingOverride(exception, flagKey);
            return null;
        }
    }

    /// <summary>The type of an override for a flag that the configuration does not have.</summary>
    public VariationType? TypeOf(string flagKey) => Find(flagKey)?.Type;

    private FlagOverride? Find(string flagKey)
    {
        for (OverrideScope? scope = Scopes.Innermost; scope is not null; scope = scope.Outer)
        {
            if (!scope.IsClosed && scope.Overrides.Find(flagKey) is { } found)
            {
                return found;
            }
        }

        return always?.Find(flagKey);
    }
}
