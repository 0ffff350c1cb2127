using System.Text.Json;

namespace EppoTyped.Testing;

/// <summary>
/// Sets values of flags while it is open, for the code that runs inside it only: <c>using FlagScope scope =
/// FlagScope.Begin().With(KillSwitchFlag.Flag, true);</c>
/// </summary>
/// <remarks>
/// <para>
/// It wraps <c>FlagClient.Override</c> and flows as that does: into awaits, tasks and threads that are started inside, so that parallel
/// tests do not affect each other. Scopes nest, the innermost one with a value of a flag wins, and they may be disposed in any order.
/// </para>
/// <para>
/// A scope that an async method opens ends for its caller when that method returns. So open it in the test, or in the constructor of the
/// test class, in whose flow xunit runs the tests; not in an async <c>InitializeAsync</c> or set-up method, and not in a fixture that
/// several test classes share. <c>With</c> may be called from anywhere, also from an async <c>InitializeAsync</c>.
/// </para>
/// </remarks>
public sealed class FlagScope : IDisposable
{
    private readonly FlagOverrides _overrides = new();
    private readonly IDisposable _scope;
    private bool _closed;

    private FlagScope(FlagClient client) => _scope = client.Override(_overrides);

    /// <summary>Opens a scope without values.</summary>
    /// <param name="client">
    /// The client whose flags are set; null for <see cref="FlagClient.Shared"/>, which static <c>Flags</c> uses.
    /// </param>
    public static FlagScope Begin(FlagClient? client = null) => new(client ?? FlagClient.Shared);

    /// <summary>Sets the value of a flag for every subject.</summary>
    /// <returns>This scope, for further calls.</returns>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public FlagScope With<T>(Flag<T> flag, T value) => Set(overrides => overrides.Set(flag, value));

    /// <summary>Sets the value of a flag for each subject by a function of the subject.</summary>
    /// <returns>This scope, for further calls.</returns>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public FlagScope With<T>(Flag<T> flag, Func<ISubject?, T> valueFor) => Set(overrides => overrides.Set(flag, valueFor));

    /// <summary>Sets the text for every subject: the value of a STRING flag as configured, or the JSON text of a JSON flag.</summary>
    /// <inheritdoc cref="With{T}(Flag{T}, T)"/>
    public FlagScope With(string flagKey, string value) => Set(overrides => overrides.Set(flagKey, value));

    /// <summary>Sets the value of a BOOLEAN flag for every subject.</summary>
    /// <inheritdoc cref="With{T}(Flag{T}, T)"/>
    public FlagScope With(string flagKey, bool value) => Set(overrides => overrides.Set(flagKey, value));

    /// <summary>Sets the value of an INTEGER or a NUMERIC flag for every subject.</summary>
    /// <inheritdoc cref="With{T}(Flag{T}, T)"/>
    public FlagScope With(string flagKey, long value) => Set(overrides => overrides.Set(flagKey, value));

    /// <summary>Sets the value of a NUMERIC flag for every subject.</summary>
    /// <inheritdoc cref="With{T}(Flag{T}, T)"/>
    public FlagScope With(string flagKey, double value) => Set(overrides => overrides.Set(flagKey, value));

    /// <summary>Sets the value of a flag of any type for every subject.</summary>
    /// <inheritdoc cref="With{T}(Flag{T}, T)"/>
    public FlagScope With(string flagKey, JsonElement value) => Set(overrides => overrides.Set(flagKey, value));

    /// <summary>Removes the value of a flag from this scope; an outer scope or the configuration decides again.</summary>
    /// <returns>This scope, for further calls.</returns>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public FlagScope Without(Flag flag) => Set(overrides => overrides.Remove(flag));

    /// <inheritdoc cref="Without(Flag)"/>
    public FlagScope Without(string flagKey) => Set(overrides => overrides.Remove(flagKey));

    /// <summary>Ends the values of this scope, and no other's, wherever it is called.</summary>
    public void Dispose()
    {
        _closed = true;
        _scope.Dispose();
    }

    private FlagScope Set(Action<FlagOverrides> change)
    {
        // A value that is never used would make a test that proves nothing.
        ObjectDisposedException.ThrowIf(_closed, this);
        change(_overrides);
        return this;
    }
}
