using System.Runtime.CompilerServices;

namespace EppoTyped;

/// <summary>
/// The three steps of a call, each as one kind of call takes it: by handle or by key, with details or without. None of them throws.
/// </summary>
internal interface IFlagCall
{
    /// <summary>Whether an override wins. The call keeps its value.</summary>
    bool TryOverride();

    /// <summary>Evaluates the flag as it is configured.</summary>
    /// <returns>The split selected, or another <see cref="Outcome"/>.</returns>
    int Evaluate();

    /// <summary>Does what follows a selected split: logs a refused value, or the assignment.</summary>
    /// <returns>False when the split's value is refused.</returns>
    bool Conclude(int split);
}

/// <summary>What every call does, but <c>FlagClient.GetValue</c> where nothing can override the flag.</summary>
internal static class FlagCall
{
    /// <summary>An override wins; else the flag is evaluated as configured, and what follows an assignment is done. Never throws.</summary>
    /// <returns>
    /// The split assigned, <see cref="Outcome.Overridden"/>, or an <see cref="Outcome"/> that leaves the caller's default.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Resolve<TCall>(ref TCall call)
        where TCall : struct, IFlagCall
    {
        if (call.TryOverride())
        {
            return Outcome.Overridden;
        }

        int outcome = call.Evaluate();
        return outcome < 0 || call.Conclude(outcome) ? outcome : Outcome.Unusable;
    }
}
