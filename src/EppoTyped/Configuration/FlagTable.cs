using System.Collections.Frozen;

namespace EppoTyped;

/// <summary>One configuration, immutable and compiled: what a call reads once and stays with to its end.</summary>
internal sealed class FlagTable
{
    private readonly FlagBindings _bindings = new();

    /// <summary>The table before the first configuration and after dispose.</summary>
    public static FlagTable NotReady() => new() { IsReady = false };

    /// <summary>False before the first configuration and after dispose: every call gets its default.</summary>
    public bool IsReady { get; init; } = true;

    public FrozenDictionary<string, CompiledFlag> Flags { get; init; } = FrozenDictionary<string, CompiledFlag>.Empty;

    public string? EnvironmentName { get; init; }

    /// <summary>When the configuration was published, UTC.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>When it was fetched, UTC.</summary>
    public DateTimeOffset? FetchedAt { get; init; }

    /// <summary>True when it came from the last good copy on disk.</summary>
    public bool Stale { get; init; }

    /// <summary>The overrides of the client that publishes the table; set before anybody can see it.</summary>
    public FlagOverrides? Overrides { get; set; }

    /// <summary>What this table means to a handle; made on the first call where <see cref="BindLike"/> did not make it before.</summary>
    public FlagBinding<T> BindingOf<T>(Flag<T> flag) => _bindings.Find(flag) ?? (FlagBinding<T>)_bindings.Add(flag, this);

    /// <summary>Binds every handle that another table has met, so that no call pays for a swap.</summary>
    public void BindLike(FlagTable previous) => _bindings.AddAll(previous._bindings, this);
}
