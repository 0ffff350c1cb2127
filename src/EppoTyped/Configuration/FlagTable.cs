using System.Collections.Frozen;

namespace EppoTyped;

/// <summary>One configuration, immutable and compiled: what a call reads once and stays with to its end.</summary>
internal sealed class FlagTable
{
    private volatile FlagBindings _bindings = new();

    /// <summary>The table before the first configuration and after dispose.</summary>
    public static FlagTable NotReady() => new() { IsReady = false };

    /// <summary>False before the first configuration and after dispose: every call gets its default.</summary>
    public bool IsReady { get; init; } = true;

    public FrozenDictionary<string, CompiledFlag> Flags { get; init; } = FrozenDictionary<string, CompiledFlag>.Empty;

    /// <summary>The flags by key, ordinally; made when somebody first asks for all of them.</summary>
    public CompiledFlag[] Ordered => field ??= [.. Flags.Values.OrderBy(flag => flag.Key, StringComparer.Ordinal)];

    /// <summary>Which variations start a bandit, and the bandits' models.</summary>
    public BanditTable Bandits { get; init; } = BanditTable.Empty;

    public string? EnvironmentName { get; init; }

    /// <summary>When the configuration was published.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>When it was fetched.</summary>
    public DateTimeOffset? FetchedAt { get; init; }

    /// <summary>True when it came from the last good copy on disk.</summary>
    public bool Stale { get; init; }

    /// <summary>What may override this table; null as long as nothing ever did, so that no call asks. Set before the table is published, or by <see cref="LayOver"/>.</summary>
    public OverrideLayer? Layer { get; set; }

    /// <summary>What this table means to a handle; made on the first call where <see cref="BindLike"/> did not make it before.</summary>
    public FlagBinding<T> BindingOf<T>(Flag<T> flag) => _bindings.Find(flag) ?? (FlagBinding<T>)_bindings.Add(flag, this);

    /// <summary>Lays overrides over a table that may be in use: its handles are bound anew, to look for an override before they decide.</summary>
    public void LayOver(OverrideLayer layer)
    {
        if (Layer is null)
        {
            Layer = layer;
            FlagBindings overridable = new();
            overridable.AddAll(_bindings, this);
            _bindings = overridable;
        }
    }

    /// <summary>Binds every handle that another table has met, so that no call pays for a swap.</summary>
    public void BindLike(FlagTable previous) => _bindings.AddAll(previous._bindings, this);
}
