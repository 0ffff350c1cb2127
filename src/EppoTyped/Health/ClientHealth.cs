namespace EppoTyped;

/// <summary>How well a client is, for health checks and alerts.</summary>
public enum ClientHealthStatus
{
    /// <summary>It answers from a configuration that its source has confirmed lately.</summary>
    Healthy,

    /// <summary>It answers, but from an old or a kept configuration, or with defaults until the first one arrives. It mends itself when the source is back.</summary>
    Degraded,

    /// <summary>People must mend it: the SDK key is refused, the address is wrong, the client is disposed, or it is offline without a configuration.</summary>
    Unhealthy,
}

/// <summary>How a client was at one moment: <see cref="EppoClient.Health"/>. Holds no secret.</summary>
public sealed record ClientHealth
{
    internal ClientHealth(ClientHealthStatus status, string message) => (Status, Message) = (status, message);

    /// <summary>How well.</summary>
    public ClientHealthStatus Status { get; }

    /// <summary>The same for people, with what to do.</summary>
    public string Message { get; }

    /// <summary>What the last poll failed with; null when it succeeded, and before the first one has ended.</summary>
    public string? LastError { get; init; }

    /// <summary>How many polls have failed in a row.</summary>
    public int FailuresInARow { get; init; }

    /// <summary>When a source last stood behind the configuration in use, by a fetch or by saying that nothing has changed, UTC; null when there is none, or nobody knows.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>How long ago that was, also across a wall clock that was set back; never negative.</summary>
    public TimeSpan? ConfigurationAge { get; init; }

    /// <summary>The number of flags in use.</summary>
    public int FlagCount { get; init; }

    /// <summary>How many of them cannot be read and give their defaults; the log names each once.</summary>
    public int RejectedFlags { get; init; }

    /// <summary>Assignments that wait for the logger, as <see cref="DeliveryStatistics.Pending"/>.</summary>
    public long PendingEvents { get; init; }

    /// <summary>Assignments that are lost, as <see cref="DeliveryStatistics.Dropped"/>.</summary>
    public long DroppedEvents { get; init; }
}
