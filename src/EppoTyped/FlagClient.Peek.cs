namespace EppoTyped;

// Evaluation without an assignment, and the assignment later.
public partial class FlagClient
{
    /// <summary>Evaluates a flag with the manifest's default and logs nothing: for what is asked and may never be shown.</summary>
    public T Peek<T>(Flag<T> flag, ISubject? subject) => Peek(flag, subject, flag.Default);

    /// <summary>Evaluates a flag and logs nothing; <see cref="LogExposure{T}"/> does when the subject meets it.</summary>
    /// <param name="flag">The generated handle.</param>
    /// <param name="subject">Whom for.</param>
    /// <param name="defaultValue">What to give when nothing can be assigned.</param>
    public T Peek<T>(Flag<T> flag, ISubject? subject, T defaultValue)
    {
        ClientCore core = _core;
        FlagBinding<T> binding = core.Bound.BindingOf(flag);
        if (TypedCalls.TryOverride(core, binding, flag, subject, out T? overridden))
        {
            return overridden;
        }

        int outcome = TypedCalls.DecideConfigured(core, binding, subject);
        return outcome >= 0 && TypedCalls.Accepts(core, binding, outcome) ? binding.Values[outcome].Value : defaultValue;
    }

    /// <summary>Evaluates a flag with the manifest's default, tells why, and logs nothing.</summary>
    public Evaluation<T> PeekDetails<T>(Flag<T> flag, ISubject? subject) => Explain(flag, subject, flag.Default, log: false);

    /// <summary>Evaluates a flag, tells why, and logs nothing.</summary>
    /// <param name="flag">The generated handle.</param>
    /// <param name="subject">Whom for.</param>
    /// <param name="defaultValue">What to give when nothing can be assigned.</param>
    public Evaluation<T> PeekDetails<T>(Flag<T> flag, ISubject? subject, T defaultValue) => Explain(flag, subject, defaultValue, log: false);

    /// <summary>Logs the assignment of what the flag gives the subject now; nothing where that is a default, a refused value or an override.</summary>
    /// <remarks>Take <see cref="Peek{T}(Flag{T}, ISubject?)"/> and this from one <see cref="Snapshot"/> where a new configuration must not come between them.</remarks>
    /// <param name="flag">The generated handle.</param>
    /// <param name="subject">Who met it.</param>
    public void LogExposure<T>(Flag<T> flag, ISubject? subject)
    {
        ClientCore core = _core;
        FlagBinding<T> binding = core.Bound.BindingOf(flag);
        if (!TypedCalls.TryOverride(core, binding, flag, subject, out _))
        {
            int outcome = TypedCalls.DecideConfigured(core, binding, subject);
            _ = outcome >= 0 && TypedCalls.Conclude(core, binding, outcome, subject);
        }
    }
}
