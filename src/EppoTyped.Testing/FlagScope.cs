using System.Text.Json;

namespace EppoTyped.Testing;

/// <summary>
/// Values of flags for as long as it is open, for the code that runs inside it and for nobody else:
/// <c>using FlagScope scope = FlagScope.Begin().With(KillSwitchFlag.Flag, true);</c>
/// </summary>
/// <remarks>
/// <para>
/// It is <c>FlagClient.Override</c> under a name that reads, and flows as that does: into awaits, tasks and threads that are started inside, so that
/// tests in parallel do not meet. Scopes nest, the innermost that names a flag wins, and they may be disposed in any order.
/// </para>
/// <para>
/// What an async method begins ends for its caller when it returns: not in an async <c>InitializeAsync</c> or an async set-up method, then, and not in
/// a fixture that several test classes share. Begin it in the test, or in the constructor of the test class, whose tests run in its flow under
/// xunit; <c>With</c> may be called from anywhere, an async <c>InitializeAsync</c> too.
/// </para>
/// </remarks>
public sealed class FlagScope : IDisposable
{
    private readonly FlagOverrides _overrides = new();
    private readonly IDisposable _scope;
    private bool _closed;

    private FlagScope(FlagClient client) => _scope = client.Override(_overrides);

    /// <summary>Opens a scope without values.</summary>
    /// <param name="client">The client that it holds for; null for <see cref="FlagClient.Shared"/>, which static <c>Flags</c> asks.</param>
    public static FlagScope Begin(FlagClient? client = null) => new(client ?? FlagClient.Shared);

    /// <summary>Gives every subject this value of a flag.</summary>
    /// <returns>This scope, to name the next.</returns>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public FlagScope With<T>(Flag<T> flag, T value) => Set(overrides => overrides.Set(flag, value));

    /// <summary>Gives each subject the value this returns.</summary>
    /// <returns>This scope, to name the next.</returns>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public FlagScope With<T>(Flag<T> flag, Func<ISubject?, T> valueFor) => Set(overrides => overrides.Set(flag, valueFor));

    /// <summary>Gives every subject this text: the value of a STRING flag as the wire has it, or the text of a JSON flag.</summary>
    /// <inheritdoc cref="With{T}(Flag{T}, T)"/>
    public FlagScope With(string flagKey, string value) => Set(overrides => overrides.Set(flagKey, value));

    /// <summary>Gives every subject this value of a BOOLEAN flag.</summary>
    /// <inheritdoc cref="With{T}(Flag{T}, T)"/>
    public FlagScope With(string flagKey, bool value) => Set(overrides => overrides.Set(flagKey, value));

    /// <summary>Gives every subject this value of an INTEGER or a NUMERIC flag.</summary>
    /// <inheritdoc cref="With{T}(Flag{T}, T)"/>
    public FlagScope With(string flagKey, long value) => Set(overrides => overrides.Set(flagKey, value));

    /// <summary>Gives every subject this value of a NUMERIC flag.</summary>
    /// <inheritdoc cref="With{T}(Flag{T}, T)"/>
    public FlagScope With(string flagKey, double value) => Set(overrides => overrides.Set(flagKey, value));

    /// <summary>Gives every subject this value of a flag of any type.</summary>
    /// <inheritdoc cref="With{T}(Flag{T}, T)"/>
    public FlagScope With(string flagKey, JsonElement value) => Set(overrides => overrides.Set(flagKey, value));

    /// <summary>Takes the value of a flag out of this scope: an outer scope or the configuration decides again.</summary>
    /// <returns>This scope, to name the next.</returns>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public FlagScope Without(Flag flag) => Set(overrides => overrides.Remove(flag));

    /// <inheritdoc cref="Without(Flag)"/>
    public FlagScope Without(string flagKey) => Set(overrides => overrides.Remove(flagKey));

    /// <summary>Ends its values, wherever it is called, and those of no other scope.</summary>
    public void Dispose()
    {
        _closed = true;
        _scope.Dispose();
    }

    private FlagScope Set(Action<FlagOverrides> change)
    {
        // A value that reaches nobody would make a test that proves nothing.
        ObjectDisposedException.ThrowIf(_closed, this);
        change(_overrides);
        return this;
    }
}
