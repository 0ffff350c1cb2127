using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>
/// What stands behind a client: the current table, the assignment log, the clock. <c>FlagClient.Shared</c> changes cores, a client never
/// does.
/// </summary>
internal sealed class ClientCore
{
    private readonly object _publishing = new();
    private readonly ClientCore? _owner;
    private readonly FlagOverrides? _overrides;
    private volatile OverrideLayer? _layer;
    private volatile BoundTable _bound;
    private volatile ClientCore? _standsInFor;
    private volatile ChangeSubscriptions? _changes;
    private volatile bool _closed;
    private Once _clientToken;

    public ClientCore(
        IAssignmentLogger? assignmentLogger,
        TimeProvider clock,
        ILogger diagnostics,
        FlagOverrides? overrides = null,
        AssignmentLogSettings? logSettings = null)
    {
        (Clock, Diagnostics, Misbehaviour) = (clock, diagnostics, new MisbehaviourReporter(diagnostics));
        (_overrides, Scopes) = (overrides, new OverrideScopes());
        _layer = overrides is null ? null : new OverrideLayer(overrides, Scopes, Misbehaviour);
        _bound = new BoundTable(FlagTable.NotReady, overridable: overrides is not null);
        Log = new AssignmentLog(assignmentLogger, logSettings ?? AssignmentLogSettings.Plain, clock, diagnostics, Misbehaviour);
    }

    /// <summary>The core of a client that neither logs nor changes.</summary>
    public ClientCore(TimeProvider clock, ILogger diagnostics)
        : this(null, clock, diagnostics)
    {
    }

    /// <summary>The core of a client that keeps itself up to date.</summary>
    public ClientCore(ClientSettings settings)
        : this(settings.AssignmentLogger, settings.Clock, settings.Diagnostics, settings.Overrides, settings.ToLog())
    {
    }

    private ClientCore(ClientCore owner)
    {
        (_owner, _bound) = (owner._owner ?? owner, owner._bound);
        (Clock, Diagnostics, Misbehaviour, Log) = (owner.Clock, owner.Diagnostics, owner.Misbehaviour, owner.Log);
        (_overrides, Scopes) = (owner._overrides, owner.Scopes);
    }

    /// <summary>The current table, and what is bound to it. Read it once a call and stay with it.</summary>
    public BoundTable Bound => _bound;

    /// <summary>The current table.</summary>
    public FlagTable Table => _bound.Table;

    /// <summary>What overrides the tables; not null once one of them is overridable.</summary>
    public OverrideLayer? Layer => (_owner ?? this)._layer;

    /// <summary>True once it answers with defaults for good.</summary>
    public bool IsClosed => _closed;

    public AssignmentLog Log { get; }

    public TimeProvider Clock { get; }

    public ILogger Diagnostics { get; }

    public MisbehaviourReporter Misbehaviour { get; }

    /// <summary>
    /// Identifies the SDK key and the host without containing either; null where there is no key. Set before the core is used.
    /// </summary>
    public string? Binding { get; set; }

    /// <summary>The scopes of overrides that may be open.</summary>
    public OverrideScopes Scopes { get; private set; }

    /// <summary>The handlers of changes.</summary>
    public ChangeSubscriptions Changes
    {
        get
        {
            lock (_publishing)
            {
                return _changes ??= new ChangeSubscriptions(Diagnostics);
            }
        }
    }

    /// <summary>A core that stays with the table of this moment, and shares everything else.</summary>
    public ClientCore Snapshot() => new(this);

    /// <summary>
    /// Swaps a table in, and has the handlers of its changes called. Every handle met so far is bound to it before a call can see it.
    /// </summary>
    /// <returns>False when the core is closed: a table that arrives while a client is disposed does not wake it again.</returns>
    public bool Publish(FlagTable table)
    {
        lock (_publishing)
        {
            if (_closed)
            {
                return false;
            }

            Swap(table);
        }

        if (table.Named is not null && _clientToken.TryEnter())
        {
            Diagnostics.ClientTokenInUse();
        }

        return true;
    }

    /// <summary>Answers with defaults from now on, for good.</summary>
    /// <returns>False when it was closed before.</returns>
    public bool Close()
    {
        lock (_publishing)
        {
            if (_closed)
            {
                return false;
            }

            _closed = true;
            Swap(FlagTable.NotReady);
            return true;
        }
    }

    /// <inheritdoc cref="MisbehaviourReporter.ReportThrowingSubject"/>
    public void ReportThrowingSubject(Exception exception, string flagKey) => Misbehaviour.ReportThrowingSubject(exception, flagKey);

    /// <summary>Has calls look for the overrides of a scope, in the table in use and in later ones.</summary>
    public void EnableScopes()
    {
        Scopes.EverOpened = true;
        _owner?.ApplyOverrides();
        ApplyOverrides();
    }

    /// <summary>
    /// Uses the scopes of another core, and signals its handlers of changes: for the client behind <c>FlagClient.Shared</c>,
    /// before a call can reach it.
    /// </summary>
    public void TakeOverScopesOf(ClientCore other)
    {
        lock (_publishing)
        {
            _standsInFor = other;
            Scopes = other.Scopes;
            _layer?.Scopes = Scopes;
        }
    }

    /// <summary>Makes the table overridable, where a scope has been opened.</summary>
    public void ApplyOverridesIfScoped()
    {
        if (Scopes.EverOpened)
        {
            ApplyOverrides();
        }
    }

    private void Swap(FlagTable table)
    {
        BoundTable next = new(table, overridable: _layer is not null);
        BoundTable previous = _bound;
        next.BindSameFlagsAs(previous);
        _bound = next;
        // Within the lock, so that handlers are called in the order of the tables.
        _changes?.Signal(previous.Table, table);
        _standsInFor?._changes?.Signal(previous.Table, table);
    }

    private void ApplyOverrides()
    {
        lock (_publishing)
        {
            if (_owner is null)
            {
                _layer ??= new OverrideLayer(_overrides, Scopes, Misbehaviour);
            }

            _bound.MakeOverridable();
        }
    }
}
