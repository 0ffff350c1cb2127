using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace EppoTyped;

/// <summary>One configuration, compiled and immutable. A call reads the reference once and uses this table to its end.</summary>
internal record FlagTable
{
    /// <summary>The table before the first configuration and after dispose.</summary>
    public static FlagTable NotReady { get; } = new() { IsReady = false };

    /// <summary>False before the first configuration and after dispose: every call gets its default.</summary>
    public bool IsReady { get; init; } = true;

    public FrozenDictionary<string, CompiledFlag> Flags
    {
        get;
        init
        {
            field = value;
            RejectedFlags = CountRejected(value);
        }
    } = FrozenDictionary<string, CompiledFlag>.Empty;

    /// <summary>The number of flags that could not be read and are set aside.</summary>
    public int RejectedFlags { get; private init; }

    /// <summary>The flags ordered by key, ordinally; computed on first use.</summary>
    public CompiledFlag[] Ordered => field ??= [.. Flags.Values.OrderBy(flag => flag.Key, StringComparer.Ordinal)];

    /// <summary>The positions of the flags in <see cref="Response"/>; null where that is not the text they were read from.</summary>
    public FlagTextRanges? TextRanges { get; init; }

    /// <summary>The patterns of the flags, for the next configuration to reuse; null where there are none to reuse.</summary>
    public PatternSet? Patterns { get; init; }

    /// <summary>The bandits of the flags' variations, and their models.</summary>
    public BanditTable Bandits { get; init; } = BanditTable.Empty;

    /// <summary>
    /// The flags of an obfuscated configuration by the keys that calls have used; null for a plain one. <see cref="Flags"/> has them by
    /// hash.
    /// </summary>
    public ConcurrentDictionary<string, CompiledFlag>? Named { get; init; }

    public string? EnvironmentName { get; init; }

    /// <summary>When the configuration was published, UTC.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>When the configuration was fetched, UTC.</summary>
    public DateTimeOffset? FetchedAt { get; init; }

    /// <summary>True when the configuration is the last good one from disk, and no server has confirmed it since.</summary>
    public bool Stale { get; init; }

    /// <summary>The response that the table was read from; null where nothing needs it later.</summary>
    public ConfigurationResponse? Response { get; init; }

    /// <summary>Called with the key of a flag that is evaluated and missing, where that is to be logged; null where it is not.</summary>
    public Action<string>? Absent { get; init; }

    /// <summary>Finds a flag by its key, also where the configuration only has the hash of the key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFind(string key, [NotNullWhen(true)] out CompiledFlag? flag) =>
        Flags.TryGetValue(key, out flag) || (Named is not null && TryFindHashed(key, out flag));

    /// <summary>Finds a flag of an obfuscated configuration, whose <see cref="Named"/> is not null.</summary>
    public bool TryFindHashed(string key, [NotNullWhen(true)] out CompiledFlag? flag)
    {
        if (!Named!.TryGetValue(key, out flag) && Flags.TryGetValue(ObfuscatedText.Hash(key), out CompiledFlag? hashed))
        {
            // Never more than the table has flags, because each hash has one key.
            flag = Named.GetOrAdd(key, hashed with { Key = key });
        }

        return flag is not null;
    }

    /// <summary>Whether both name the environment they belong to, and the names differ.</summary>
    public bool IsOfAnotherEnvironment(FlagTable other) =>
        EnvironmentName is { } name && other.EnvironmentName is { } otherName && !string.Equals(name, otherName, StringComparison.Ordinal);

    /// <summary>Calls <see cref="Absent"/> with the key of a flag that is not there.</summary>
    public void ReportAbsent(string? key)
    {
        if (key is not null)
        {
            Absent?.Invoke(key);
        }
    }

    private static int CountRejected(FrozenDictionary<string, CompiledFlag> flags)
    {
        int rejected = 0;
        foreach (CompiledFlag flag in flags.Values)
        {
            rejected += flag.Defect is null ? 0 : 1;
        }

        return rejected;
    }
}
