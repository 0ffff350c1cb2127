using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>What polling takes from a client's options, and how messages name them.</summary>
internal sealed class PollingSettings
{
    /// <summary>The class of the options, as messages name it.</summary>
    public required string OptionsName { get; init; }

    /// <summary>The class of the client, as messages name it.</summary>
    public required string ClientName { get; init; }

    /// <summary>The key that decides which environment is served, as messages name it.</summary>
    public required string KeyName { get; init; }

    /// <summary>Who is asked, on one line and without the key.</summary>
    public required string SourceName { get; init; }

    /// <summary>The time from one poll to the next.</summary>
    public required TimeSpan PollInterval { get; init; }

    /// <summary>How far a poll may move from the interval, both ways.</summary>
    public TimeSpan PollJitter { get; init; }

    /// <summary>The time of one poll, its body included.</summary>
    public required TimeSpan RequestTimeout { get; init; }

    /// <summary>The option that sets <see cref="RequestTimeout"/>.</summary>
    public string RequestTimeoutOption { get; init; } = nameof(RequestTimeout);

    /// <summary>The largest configuration that is accepted, in bytes.</summary>
    public required int MaxConfigurationBytes { get; init; }

    /// <summary>The share of the flags that may be lost at once; null for all of them.</summary>
    public double? RejectShrinkBeyond { get; init; }

    public required TimeProvider Clock { get; init; }

    public required ILogger Diagnostics { get; init; }

    /// <summary>An option with its class, as messages name it.</summary>
    public string Option(string name) => $"{OptionsName}.{name}";
}
