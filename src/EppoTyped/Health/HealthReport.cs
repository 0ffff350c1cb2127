using System.Globalization;

namespace EppoTyped;

/// <summary>Works out how a client is, when it is asked for. Nothing is kept for it, and no timer runs.</summary>
internal sealed class HealthReport(ClientUpdates updates, bool offline, SafeLogger diagnostics, ClientCore core)
{
    /// <summary>After how many intervals without a confirmation a configuration is old: one lost poll is not worth an alarm.</summary>
    private const int IntervalsUntilOld = 3;

    private const string Meanwhile = "Callers get their defaults; it is tried again.";

    private readonly TimeSpan _oldAfter = (updates.Settings.PollInterval * IntervalsUntilOld) + updates.Settings.RequestTimeout;

    /// <summary>The time since the source last confirmed the configuration in use.</summary>
    public TimeSpan? Age => updates.Provenance?.Age(core.Clock);

    public FlagTable Table => core.Table;

    public DeliveryStatistics Events => core.Log.Statistics;

    public long PatternTimeouts => diagnostics.PatternTimeouts;

    public ClientHealth Now()
    {
        PollReport polls = updates.Report;
        bool disposed = core.IsClosed;
        ConfigurationProvenance? provenance = disposed ? null : updates.Provenance;
        TimeSpan? age = provenance?.Age(core.Clock);
        FlagTable table = core.Table;
        DeliveryStatistics events = Events;
        (ClientHealthStatus status, string message) = disposed
            ? (ClientHealthStatus.Unhealthy, "The client is disposed: callers get their defaults. Use one that is not.")
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

    private (ClientHealthStatus Status, string Message) Judge(
        PollReport polls, ConfigurationProvenance? provenance, TimeSpan? age, int rejected)
    {
        if (polls.Refusal is { } refusal)
        {
            string meanwhile = provenance is null ? Meanwhile : "The last configuration stays in use; it is tried again.";
            return (ClientHealthStatus.Unhealthy, $"{refusal} {meanwhile}");
        }

        string source = updates.Settings.SourceName;
        string problem = polls.Problem ?? $"{source} has not answered so far.";
        if (provenance is null)
        {
            return offline
                ? (ClientHealthStatus.Unhealthy, "Offline without a configuration: callers get their defaults. "
                    + $"Set {updates.Settings.Option("InitialConfiguration")}, or call {updates.Settings.ClientName}.SetConfiguration.")
                : (ClientHealthStatus.Degraded, $"No configuration yet. {problem} {Meanwhile}");
        }

        string ending = DescribeRejected(rejected);
        if (offline)
        {
            return (ClientHealthStatus.Healthy, $"Offline: answering from the configuration of the application.{ending}");
        }

        return (provenance.Origin, age > _oldAfter) switch
        {
            (ConfigurationOrigin.Cache, _) => (
                ClientHealthStatus.Degraded,
                $"Answering from the last good configuration on disk, confirmed {Ago(age)}. {problem} It is tried again.{ending}"),
            (ConfigurationOrigin.Initial, _) => (
                ClientHealthStatus.Degraded, $"Answering from the initial configuration. {problem} It is tried again.{ending}"),
            (_, true) => (
                ClientHealthStatus.Degraded,
                $"Answering from a configuration confirmed {Ago(age)}. {WhyOld(polls)} It is tried again.{ending}"),
            _ => (
                ClientHealthStatus.Healthy,
                $"Answering from the configuration of {source}, confirmed {Ago(age)}."
                + $"{(polls.Problem is null ? "" : $" The last poll failed: {polls.Problem}")}{ending}"),
        };
    }

    private static string WhyOld(PollReport polls) =>
        polls.Problem
        ?? "No poll has ended since: the process was suspended, or its thread pool has no free thread "
        + "(see its counter threadpool-queue-length).";

    private static string DescribeRejected(int rejected) => rejected switch
    {
        0 => "",
        1 => " 1 flag cannot be read and returns its default: the log names it.",
        _ => string.Create(
            CultureInfo.InvariantCulture, $" {rejected} flags cannot be read and return their defaults: the log names them."),
    };

    private static string Ago(TimeSpan? age) =>
        age is { } known
            ? string.Create(CultureInfo.InvariantCulture, $"{TimeSpan.FromSeconds(Math.Floor(known.TotalSeconds))} ago")
            : "at an unknown time";
}
