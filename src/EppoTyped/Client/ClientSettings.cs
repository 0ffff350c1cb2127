using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>What the body of a client takes from its options, and how messages name them.</summary>
internal sealed class ClientSettings
{
    /// <summary>The class of the options, as messages name it.</summary>
    public required string OptionsName { get; init; }

    /// <summary>The class of the client, as messages name it.</summary>
    public required string ClientName { get; init; }

    /// <summary>The key that decides which environment is served, as messages name it.</summary>
    public required string KeyName { get; init; }

    public required TimeProvider Clock { get; init; }

    public required ILogger Diagnostics { get; init; }

    public FlagOverrides? Overrides { get; init; }

    public IAssignmentLogger? AssignmentLogger { get; init; }

    public required AssignmentDelivery AssignmentDelivery { get; init; }

    public required int AssignmentQueueCapacity { get; init; }

    public required AssignmentDropPolicy AssignmentDropPolicy { get; init; }

    public required DeduplicationOptions Deduplication { get; init; }

    /// <inheritdoc cref="PollingSettings.PollInterval"/>
    public required TimeSpan PollInterval { get; init; }

    /// <inheritdoc cref="PollingSettings.PollJitter"/>
    public TimeSpan PollJitter { get; init; }

    /// <inheritdoc cref="PollingSettings.RequestTimeout"/>
    public required TimeSpan RequestTimeout { get; init; }

    /// <inheritdoc cref="PollingSettings.RequestTimeoutOption"/>
    public string RequestTimeoutOption { get; init; } = nameof(RequestTimeout);

    /// <inheritdoc cref="PollingSettings.MaxConfigurationBytes"/>
    public required int MaxConfigurationBytes { get; init; }

    /// <inheritdoc cref="PollingSettings.RejectShrinkBeyond"/>
    public double? RejectShrinkBeyond { get; init; }

    /// <summary>As much of it as the assignment log uses.</summary>
    public AssignmentLogSettings ToLog() =>
        new(AssignmentDelivery, AssignmentQueueCapacity, AssignmentDropPolicy, Deduplication, OptionsName);

    /// <summary>As much of it as polling uses.</summary>
    /// <param name="sourceName">Who is asked.</param>
    public PollingSettings ToPolling(string sourceName) => new()
    {
        OptionsName = OptionsName,
        ClientName = ClientName,
        KeyName = KeyName,
        SourceName = sourceName,
        PollInterval = PollInterval,
        PollJitter = PollJitter,
        RequestTimeout = RequestTimeout,
        RequestTimeoutOption = RequestTimeoutOption,
        MaxConfigurationBytes = MaxConfigurationBytes,
        RejectShrinkBeyond = RejectShrinkBeyond,
        Clock = Clock,
        Diagnostics = Diagnostics,
    };
}
