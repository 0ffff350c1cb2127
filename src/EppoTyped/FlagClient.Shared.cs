using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped;

public partial class FlagClient
{
    private static readonly ClientCore Detached = new(null, TimeProvider.System, NullLogger.Instance);

    /// <summary>
    /// The process's client, behind the static accessors: it forwards to the client attached to it, and answers with defaults before and
    /// after. Never null and never disposed, so that nobody ever holds a dead one.
    /// </summary>
    public static FlagClient Shared { get; } = new(Detached);

    /// <summary>Makes <see cref="Shared"/> answer from this client.</summary>
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

    /// <summary>Makes <see cref="Shared"/> answer with defaults again, if it answered from this client.</summary>
    private protected void DetachFromShared()
    {
#pragma warning disable CS0420
        Interlocked.CompareExchange(ref Shared._core, Detached, _core);
#pragma warning restore CS0420
    }
}
