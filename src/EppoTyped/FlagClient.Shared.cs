using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped;

// The process's client, and the scopes of overrides, which it shares with the client attached to it.
public partial class FlagClient
{
    private static readonly ClientCore Detached = new(null, TimeProvider.System, NullLogger.Instance);

    /// <summary>
    /// The process's client, behind the static accessors: it forwards to the client attached to it, and returns defaults before and
    /// after. Never null and never disposed, so that no code ever holds a dead one.
    /// </summary>
    public static FlagClient Shared { get; } = new(Detached);

    /// <summary>
    /// Gives a flag this value until the result is disposed, for the code that runs from here on (awaits, tasks and threads started inside
    /// included) and for no other, so that tests in parallel do not meet. Scopes nest; the innermost that names a flag wins.
    /// </summary>
    /// <remarks>
    /// On <see cref="Shared"/> it holds for static <c>Flags</c>, whichever client is attached, now or later. Open it in the method that
    /// needs it: a scope that an async method opens ends for its caller when that method returns. A client that never had a scope pays
    /// nothing.
    /// </remarks>
    /// <param name="flag">The generated handle.</param>
    /// <param name="value">The value.</param>
    public IDisposable Override<T>(Flag<T> flag, T value) => Override(new FlagOverrides().Set(flag, value));

    /// <summary>Lets overrides win over the configuration until the result is disposed.</summary>
    /// <inheritdoc cref="Override{T}(Flag{T}, T)"/>
    /// <param name="overrides">The values; they may be changed while the scope is open.</param>
    public IDisposable Override(FlagOverrides overrides)
    {
        ArgumentNullException.ThrowIfNull(overrides);
        ClientCore core = _core;
        EnableScopes(core);
        return new OverrideScope(core.Scopes, overrides);
    }

    /// <summary>Attaches this client to <see cref="Shared"/>.</summary>
    /// <param name="options">The class of the client's options, for the message.</param>
    /// <exception cref="InvalidOperationException">Another client is attached.</exception>
    private protected void AttachToShared(string options = nameof(EppoClientOptions))
    {
        _core.TakeOverScopesOf(Detached);
        _core.Bound.BindSameFlagsAs(Shared._core.Bound);
#pragma warning disable CS0420 // Interlocked reads and writes a volatile field as it should.
        ClientCore before = Interlocked.CompareExchange(ref Shared._core, _core, Detached);
#pragma warning restore CS0420
        if (before != Detached)
        {
            throw new InvalidOperationException(
                $"Another client is attached to FlagClient.Shared already. Set {options}.AttachToShared = false and hand this client to "
                + "the code that needs it (new FlagSet(client)), or dispose the first one before.");
        }

        // A scope opened before, or while this happens, holds for the new client too.
        _core.ApplyOverridesIfScoped();
    }

    /// <summary>Detaches this client from <see cref="Shared"/>, if it is attached.</summary>
    private protected void DetachFromShared()
    {
#pragma warning disable CS0420
        Interlocked.CompareExchange(ref Shared._core, Detached, _core);
#pragma warning restore CS0420
    }

    /// <summary>Has calls look for the overrides of a scope, also those of the clients that share the scopes of this one.</summary>
    private static void EnableScopes(ClientCore core)
    {
        core.EnableScopes();
        if (core.Scopes == Detached.Scopes)
        {
            // The client behind Shared, now or after a detach, has these scopes too; one that attaches later looks by itself.
            Detached.EnableScopes();
            Shared._core.EnableScopes();
        }
    }
}
