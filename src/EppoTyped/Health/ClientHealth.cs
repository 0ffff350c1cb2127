namespace EppoTyped;

/// <summary>The health of a client, for health checks and alerts.</summary>
public enum ClientHealthStatus
{
    /// <summary>Calls are answered from a configuration that the source has confirmed lately.</summary>
    Healthy,

    /// <summary>
    /// Calls are answered from an old or a stored configuration, or with defaults until the first one arrives. It ends by itself when the
    /// source is back.
    /// </summary>
    Degraded,

    /// <summary>
    /// Only people can repair it: the SDK key is refused, the address is wrong, the client is disposed, or it is offline without a
    /// configuration.
    /// </summary>
    Unhealthy,
}

/// <summary>The health of a client at one moment, from <c>EppoClient.Health</c>. Contains no secret.</summary>
public sealed record ClientHealth
{
    internal ClientHealth(ClientHealthStatus status, string message) => (Status, Message) = (status, message);

    /// <summary>The health in one word.</summary>
    public ClientHealthStatus Status { get; }

    /// <summary>The same for people, with what to do.</summary>
    public string Message { get; }

    /// <summary>What the last poll failed with; null when it succeeded, and before the first one has ended.</summary>
    public string? LastError { get; init; }

    /// <summary>How many polls have failed in a row.</summary>
    public int FailuresInARow { get; init; }

    /// <summary>
    /// When the source last confirmed the configuration in use, by sending it or by answering that it has not changed, UTC; null when there
    /// is no configuration, or the time is unknown.
    /// </summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>The time since <see cref="ConfirmedAt"/>, also when the wall clock was set back; never negative.</summary>
    public TimeSpan? ConfigurationAge { get; init; }

    /// <summary>The number of flags in use.</summary>
    public int FlagCount { get; init; }

    /// <summary>How many of them cannot be read, so that calls return the default; the log names each once.</summary>
    public int RejectedFlags { get; init; }

    /// <summary>Assignments that wait for the logger, as <see cref="DeliveryStatistics.Pending"/>.</summary>
    public long PendingEvents { get; init; }

    /// <summary>Assignments that are lost, as <see cref="DeliveryStatistics.Dropped"/>.</summary>
    public long DroppedEvents { get; init; }
}
