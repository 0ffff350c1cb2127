using System.Globalization;

namespace EppoTyped;

/// <summary>Works out how a client is, when it is asked for. Nothing is kept for it, and no timer runs.</summary>
internal sealed class HealthReport(
    PollingSettings settings,
    bool offline,
    TimeSpan pollInterval,
    ConfigurationUpdater updater,
    Func<PollReport> polling,
    SafeLogger diagnostics,
    ClientCore core)
{
    /// <summary>How many intervals without a confirmation make a configuration old: one lost poll is no alarm.</summary>
    private const int PatientIntervals = 3;

    private const string Meanwhile = "Callers get their defaults; it is tried again.";

    private readonly TimeSpan _oldAfter = (pollInterval * PatientIntervals) + settings.RequestTimeout;

    /// <summary>How long ago a source last stood behind the configuration in use.</summary>
    public TimeSpan? Age => updater.Provenance?.Age(core.Clock);

    public FlagTable Table => core.Table;

    public DeliveryStatistics Events => core.Log.Statistics;

    public long PatternTimeouts => diagnostics.PatternTimeouts;

    public ClientHealth Now(bool disposed)
    {
        PollReport polls = polling();
        ConfigurationProvenance? provenance = disposed ? null : updater.Provenance;
        TimeSpan? age = provenance?.Age(core.Clock);
        FlagTable table = core.Table;
        DeliveryStatistics events = Events;
        (ClientHealthStatus status, string message) = disposed
            ? (ClientHealthStatus.Unhealthy, "The client is disposed: callers get their defaults. Hand them one that lives.")
            : Judge(polls, provenance, age, table.RejectedFlags);
        return new ClientHealth(status, message)
        {
            LastError = polls.Problem,
            FailuresInARow = polls.Failures,
            ConfirmedAt = provenance?.ConfirmedAt,
            ConfigurationAge = age,
            FlagCount = table.Flags.Count,
            RejectedFlags = table.RejectedFlags,
            PendingEvents = events.Pending,
            DroppedEvents = events.Dropped,
        };
    }

    private (ClientHealthStatus Status, string Message) Judge(PollReport polls, ConfigurationProvenance? provenance, TimeSpan? age, int rejected)
    {
        if (polls.Refusal is { } refusal)
        {
            return (ClientHealthStatus.Unhealthy, $"{refusal} {(provenance is null ? Meanwhile : "The last configuration stays in use; it is tried again.")}");
        }

        if (provenance is null)
        {
            return offline
                ? (ClientHealthStatus.Unhealthy, "Offline without a configuration: callers get their defaults. "
                    + $"Give one to {settings.Option("InitialConfiguration")} or {settings.ClientName}.SetConfiguration.")
                : (ClientHealthStatus.Degraded, $"No configuration yet. {polls.Problem ?? $"{settings.SourceName} has not answered so far."} {Meanwhile}");
        }

        if (offline)
        {
            return (ClientHealthStatus.Healthy, $"Offline: answering from the configuration of the application.{Rejected(rejected)}");
        }

        string problem = polls.Problem ?? $"{settings.SourceName} has not answered so far.";
        return provenance.Origin switch
        {
            ConfigurationOrigin.Cache => (ClientHealthStatus.Degraded, $"Answering from the last good configuration on disk, confirmed {Ago(age)}. {problem} It is tried again.{Rejected(rejected)}"),
            ConfigurationOrigin.Initial => (ClientHealthStatus.Degraded, $"Answering from the initial configuration. {problem} It is tried again.{Rejected(rejected)}"),
            _ when age > _oldAfter => (ClientHealthStatus.Degraded, $"Answering from a configuration confirmed {Ago(age)}. {WhyOld(polls)} It is tried again.{Rejected(rejected)}"),
            _ => (ClientHealthStatus.Healthy, $"Answering from the configuration of {settings.SourceName}, confirmed {Ago(age)}.{(polls.Problem is null ? "" : $" The last poll failed: {polls.Problem}")}{Rejected(rejected)}"),
        };
    }

    private static string WhyOld(PollReport polls) =>
        polls.Problem ?? "No poll has ended since: the process was suspended, or its thread pool has no thread to spare (see its counter, threadpool-queue-length).";

    private static string Rejected(int rejected) => rejected switch
    {
        0 => "",
        1 => " 1 flag cannot be read and gives its default: the log names it.",
        _ => string.Create(CultureInfo.InvariantCulture, $" {rejected} flags cannot be read and give their defaults: the log names them."),
    };

    private static string Ago(TimeSpan? age) =>
        age is { } known ? string.Create(CultureInfo.InvariantCulture, $"{TimeSpan.FromSeconds(Math.Floor(known.TotalSeconds))} ago") : "at an unknown time";
}
