namespace EppoTyped;

// Scopes of overrides.
public partial class FlagClient
{
    /// <summary>
    /// Gives a flag this value until the result is disposed, for the code that runs from here on (awaits, tasks and threads started inside
    /// included) and for nobody else, so that tests in parallel do not meet. Scopes nest; the innermost that names a flag wins.
    /// </summary>
    /// <remarks>
    /// On <see cref="Shared"/> it holds for static <c>Flags</c>, whichever client is attached, now or later. Open it in the method that needs
    /// it: what an async method opens ends for its caller when that method returns. The first scope of a client lays a table over its table;
    /// a client that never had one pays nothing.
    /// </remarks>
    /// <param name="flag">The generated handle.</param>
    /// <param name="value">The value.</param>
    public IDisposable Override<T>(Flag<T> flag, T value) => Override(new FlagOverrides().Set(flag, value));

    /// <summary>Lays overrides over whatever the client answers, until the result is disposed.</summary>
    /// <inheritdoc cref="Override{T}(Flag{T}, T)"/>
    /// <param name="overrides">The values; they may be changed while the scope is open.</param>
    public IDisposable Override(FlagOverrides overrides)
    {
        ArgumentNullException.ThrowIfNull(overrides);
        ClientCore core = _core;
        core.EnableScopes();
        if (core.Scopes == Detached.Scopes)
        {
            // Whoever stands behind Shared, now or after a detach, has these scopes too; who attaches later looks by itself.
            Detached.EnableScopes();
            Shared._core.EnableScopes();
        }

        return new OverrideScope(core.Scopes, overrides);
    }
}
