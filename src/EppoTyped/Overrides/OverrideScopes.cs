namespace EppoTyped;

/// <summary>The scopes that are open over a client, each for the flow of control that opened it.</summary>
internal sealed class OverrideScopes
{
    // State of the client, not of the process: a flow's scopes end with the client, and two clients of a test never meet. The clients that
    // are attached to FlagClient.Shared one after the other share its scopes, so that a scope opened before they start holds for them.
    private readonly AsyncLocal<OverrideScope?> _innermost = new();
    private volatile bool _everOpened;

    /// <summary>False for a client that never had a scope: then no call looks for an override.</summary>
    public bool EverOpened
    {
        get => _everOpened;
        set => _everOpened = value;
    }

    /// <summary>The innermost open scope of this flow.</summary>
    public OverrideScope? Innermost
    {
        get
        {
            OverrideScope? scope = _innermost.Value;
            // A task may outlive the scope it was started in: it ends for the task too.
            while (scope is { IsClosed: true })
            {
                scope = scope.Outer;
            }

            return scope;
        }
        set => _innermost.Value = value;
    }
}

/// <summary>Overrides that hold until it is disposed.</summary>
internal sealed class OverrideScope : IDisposable
{
    private readonly OverrideScopes _scopes;
    private volatile bool _closed;

    public OverrideScope(OverrideScopes scopes, FlagOverrides overrides)
    {
        (_scopes, Overrides, Outer) = (scopes, overrides, scopes.Innermost);
        scopes.Innermost = this;
    }

    public FlagOverrides Overrides { get; }

    public OverrideScope? Outer { get; }

    public bool IsClosed => _closed;

    public void Dispose()
    {
        _closed = true;
        // Drops the closed ones; in a flow outside of this scope it changes nothing.
        _scopes.Innermost = _scopes.Innermost;
    }
}
