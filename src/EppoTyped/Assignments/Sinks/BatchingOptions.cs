using System.Globalization;
using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>
/// How events are gathered into batches, sent, retried and kept meanwhile. Everything has a default; the constructor of what uses them
/// throws on wrong values.
/// </summary>
public sealed record BatchingOptions
{
    /// <summary>How many events are held in memory, 1 to 1,000,000, those being sent included. Default: 10,000.</summary>
    public int QueueCapacity { get; init; } = 10_000;

    /// <summary>Which event is dropped when there is no room. Default: the newest.</summary>
    public AssignmentDropPolicy DropPolicy { get; init; }

    /// <summary>How many events a batch has at most, 1 to 100,000. Default: 500.</summary>
    public int BatchSize { get; init; } = 500;

    /// <summary>
    /// How large a batch is at most, as the JSON of its events in bytes, 1 KiB to 64 MiB; what the sink adds around them is not counted.
    /// Default: 400,000.
    /// </summary>
    public int BatchBytes { get; init; } = 400_000;

    /// <summary>
    /// How large an event is at most, as JSON in bytes, 256 up to <see cref="BatchBytes"/>; a larger one is never delivered. Default:
    /// 32,000.
    /// </summary>
    public int EventBytes { get; init; } = 32_000;

    /// <summary>How long an event waits for others to fill its batch, 1 ms to 1 hour. Default: 5 s.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long sending one batch may take, 1 ms to 1 hour. Default: 10 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often a batch is sent before its events are given up, 1 to 1,000,000. Default: null, until it is taken; events that find no room
    /// meanwhile are dropped.
    /// </summary>
    public int? MaxAttempts { get; init; }

    /// <summary>
    /// The longest delay before the second attempt, 1 ms to 1 hour; it doubles with every attempt, and the delay is a random part of it.
    /// Default: 1 s.
    /// </summary>
    public TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest delay before any attempt, <see cref="FirstRetryDelay"/> to 1 hour. Default: 1 minute.</summary>
    public TimeSpan LongestRetryDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A folder of this process alone, in which events are kept until they are delivered: what was accepted survives the end of the
    /// process, however sudden, and is delivered at the next start. Created if missing; its files are readable by their owner alone.
    /// Default: null, memory only.
    /// </summary>
    public string? SpoolFolder { get; init; }

    /// <summary>How large the spool may grow, in bytes, 64 KiB to 64 GiB. Default: 64 MiB.</summary>
    public long SpoolBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How long a dispose waits for what is not delivered yet, 0 to 1 hour. Default: 5 s.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock of intervals, pauses and timeouts. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where log lines go, under the category <c>EppoTyped.Sinks</c>. Default: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>
    /// The record in which the user has set these options, as messages name it. Another package makes them from one of its own, which has
    /// <see cref="QueueCapacity"/> and <see cref="SpoolFolder"/>, but neither <see cref="EventBytes"/> nor <see cref="SpoolBytes"/>.
    /// </summary>
    internal string OptionsName { get; init; } = nameof(BatchingOptions);

    /// <summary>What the user may raise where there is no room.</summary>
    internal string RoomOptions => IsOwn ? "BatchingOptions.QueueCapacity or SpoolBytes" : $"{OptionsName}.{nameof(QueueCapacity)}";

    private bool IsOwn => OptionsName == nameof(BatchingOptions);

    /// <summary>Why an event of so many bytes is not sent.</summary>
    internal string TooLarge(int bytes) => string.Create(
        CultureInfo.InvariantCulture,
        $"It has {bytes} bytes, more than {(IsOwn ? "BatchingOptions.EventBytes" : "the receiver")} allows ({EventBytes}).");

    /// <summary>A time as so many timestamps of the clock.</summary>
    internal long Timestamps(TimeSpan time) => (long)(time.TotalSeconds * TimeProvider.TimestampFrequency);

    /// <summary>The timestamp after a time from now.</summary>
    internal long TimestampIn(TimeSpan time) => TimeProvider.GetTimestamp() + Timestamps(time);

    internal void Check()
    {
        Between(nameof(QueueCapacity), QueueCapacity, 1, 1_000_000, "10000");
        Between(nameof(BatchSize), BatchSize, 1, 100_000, "500");
        Between(nameof(BatchBytes), BatchBytes, 1024, 64 * 1024 * 1024, "400000");
        Between(nameof(EventBytes), EventBytes, 256, BatchBytes, "32000, and no event may be larger than a batch");
        Between(nameof(FlushInterval), FlushInterval, Tick, Hour, "5 seconds");
        Between(nameof(RequestTimeout), RequestTimeout, Tick, Hour, "10 seconds");
        Between(nameof(FirstRetryDelay), FirstRetryDelay, Tick, Hour, "1 second");
        Between(nameof(LongestRetryDelay), LongestRetryDelay, FirstRetryDelay, Hour, "1 minute");
        Between(nameof(ShutdownTimeout), ShutdownTimeout, TimeSpan.Zero, Hour, "5 seconds");
        Between(nameof(SpoolBytes), SpoolBytes, 64 * 1024, 64L * 1024 * 1024 * 1024, "67108864 (64 MiB)");
        if (MaxAttempts is { } attempts)
        {
            Between(nameof(MaxAttempts), attempts, 1, 1_000_000, "null, for as often as it takes");
        }

        if (!Enum.IsDefined(DropPolicy))
        {
            throw Wrong(nameof(DropPolicy), DropPolicy, "it must be DropNewest or DropOldest", "The default is DropNewest.");
        }

        if (SpoolFolder is { } folder && (string.IsNullOrWhiteSpace(folder) || folder.Contains('\0', StringComparison.Ordinal)))
        {
            throw Wrong(
                nameof(SpoolFolder),
                $"\"{LogText.Sanitize(folder)}\"",
                "it does not name a folder",
                "Set it to a path such as \"/var/lib/shop/assignments\", or leave it out.");
        }

        if (TimeProvider is null)
        {
            throw new ArgumentException("BatchingOptions.TimeProvider is null. Leave it out for the system's clock.");
        }
    }

    private static TimeSpan Tick { get; } = TimeSpan.FromMilliseconds(1);

    private static TimeSpan Hour { get; } = TimeSpan.FromHours(1);

    private void Between<T>(string option, T value, T least, T most, string usual)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            throw Wrong(option, value, FormattableString.Invariant($"it must be between {least} and {most}"), $"The default is {usual}.");
        }
    }

    private ArgumentException Wrong(string option, object value, string rule, string remedy) =>
        new(FormattableString.Invariant($"{OptionsName}.{option} is {value}; {rule}. {remedy}"));
}
