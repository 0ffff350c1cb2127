using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>
/// Takes a configuration from where it comes to the client: read, published. Polled by the poller's loop alone; one may be set from any thread.
/// </summary>
internal sealed class ConfigurationIntake(
    IConfigurationSource source,
    string sourceName,
    Action<FlagTable> publish,
    TimeSpan requestTimeout,
    int maxBytes,
    TimeProvider clock,
    ILogger diagnostics,
    LastGoodFile? lastGood = null,
    double? rejectShrinkBeyond = null,
    ConfigurationFormat? format = null)
{
    // What went wrong is told in a sentence or a few; a source's own text may be anything.
    private const int LongestProblem = 1000;

    // An hour at the usual pace. A cache that says "not modified" for ever would otherwise never be found out.
    private const int MostConfirmations = 120;

    private readonly object _taking = new();
    private volatile Accepted? _accepted;
    private volatile FlagTable? _table;
    private (byte[] ContentHash, string Problem)? _shrunk;
    private volatile ConfigurationProvenance? _standing;
    private long? _savedAt;
    private int _confirmations;
    private Task _abandoned = Task.CompletedTask;

    /// <summary>True when callers get answers, wherever from.</summary>
    public bool HasConfiguration => _table is not null;

    /// <summary>The number of flags in use.</summary>
    public int FlagCount => _table?.Flags.Count ?? 0;

    /// <summary>Where what is in use comes from; null when nothing is.</summary>
    public ConfigurationProvenance? Standing => _standing;

    /// <summary>Reads a configuration that no fetch has brought, unless what is in use is worth more.</summary>
    /// <param name="configuration">The responses.</param>
    /// <param name="origin">Where they come from.</param>
    /// <param name="problem">Why they cannot be used.</param>
    /// <returns>True when they are in use.</returns>
    public bool TryTake(EppoConfiguration configuration, ConfigurationOrigin origin, out string? problem)
    {
        lock (_taking)
        {
            problem = null;
            if (_standing?.Origin > origin)
            {
                return false;
            }

            problem = Take(configuration, origin);
            return problem is null;
        }
    }

    /// <summary>Fetches once. Whatever goes wrong, the configuration in use and its revision stay; throws only when stopped.</summary>
    public async Task<PollOutcome> PollAsync(CancellationToken stopping)
    {
        using CancellationTokenSource timeout = new(requestTimeout, clock);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, timeout.Token);
        CancellationToken end = ending.Token;
        // The source has a token of its own, cancelled from the thread pool: what its callbacks throw would end the process from the timer. Not disposed, so that they all run.
        CancellationTokenSource handed = new();
        Task<ConfigurationFetch>? fetching = null;
        ConfigurationFetch? fetch;
        Accepted? asked;
        try
        {
            await _abandoned.WaitAsync(end).ConfigureAwait(false);
            asked = _accepted;
            // On its own, so that a source that blocks or does not heed its token holds up neither the timeout nor dispose.
            string? revision = _confirmations < MostConfirmations ? asked?.Revision : null;
            fetching = Task.Run(async () => await source.FetchAsync(revision, handed.Token).ConfigureAwait(false), CancellationToken.None);
            fetch = await fetching.WaitAsync(end).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The next poll waits for it, within its own time: no source is asked twice at a time.
            _ = Observed(handed.CancelAsync());
            _abandoned = fetching is null ? _abandoned : Observed(fetching);
            stopping.ThrowIfCancellationRequested();
            return new(PollStatus.TimedOut, $"{sourceName} did not answer in full within {requestTimeout} (EppoClientOptions.RequestTimeout).");
        }
        catch (Exception exception)
        {
            return new(PollStatus.Failed, $"{sourceName} threw {exception.GetType().Name}: {LogText.Sanitize(exception.Message, LongestProblem)}");
        }

        try
        {
            lock (_taking)
            {
                return Settle(fetch, asked);
            }
        }
        catch (Exception exception)
        {
            return new(PollStatus.Failed, $"Reading the configuration of {sourceName} threw {exception.GetType().Name}.");
        }
    }

    /// <summary>Takes a configuration that the source has sent unasked.</summary>
    public PollOutcome Accept(EppoConfiguration configuration)
    {
        lock (_taking)
        {
            return Settle(configuration.FetchedNow(clock.GetUtcNow()));
        }
    }

    /// <summary>A task that ends with this one, and never in a failure.</summary>
    private static Task Observed(Task task) =>
        task.ContinueWith(static ended => { _ = ended.Exception; }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private PollOutcome Settle(ConfigurationFetch? fetch, Accepted? asked)
    {
        switch (fetch?.Status)
        {
            case ConfigurationFetchStatus.Fetched:
                _confirmations = 0;
                return Settle(fetch.Configuration!.FetchedNow(clock.GetUtcNow()));
            case ConfigurationFetchStatus.NotModified when asked is not null:
                _confirmations++;
                // What was set while the source was asked is not what the source speaks of; the next poll asks anew.
                if (_accepted == asked)
                {
                    Confirm();
                }

                return new(PollStatus.Confirmed);
            case ConfigurationFetchStatus.NotModified:
                return new(PollStatus.Failed, $"{sourceName} says that nothing has changed, but nothing has been fetched before.");
            case ConfigurationFetchStatus.Unauthorized:
                return new(PollStatus.Unauthorized, LogText.Sanitize(fetch.Problem ?? $"{sourceName} refuses the credentials.", LongestProblem), fetch.RetryAfter);
            default:
                return new(
                    fetch?.IsMisaddressed == true ? PollStatus.Misaddressed : PollStatus.Failed,
                    LogText.Sanitize(fetch?.Problem ?? $"{sourceName} answered nothing.", LongestProblem),
                    fetch?.RetryAfter);
        }
    }

    private PollOutcome Settle(EppoConfiguration configuration)
    {
        // The same again, from a server without ETags or with a new one: nothing to read, nothing to swap.
        if (_accepted is { } accepted && accepted.ContentHash.AsSpan().SequenceEqual(ContentOf(configuration)))
        {
            _accepted = accepted with { Revision = configuration.FlagsRevision };
            Confirm();
            return new(PollStatus.Confirmed);
        }

        if (Take(configuration, ConfigurationOrigin.Fetched, mayShrink: false) is { } problem)
        {
            return new(PollStatus.Failed, $"{sourceName} sent a configuration that cannot be used: {problem}");
        }

        Save(configuration);
        return new(PollStatus.Taken);
    }

    /// <summary>A server stands behind what is in use from now on.</summary>
    private void Confirm()
    {
        _standing = ConfirmedNow();
        if (_table is { Stale: true } stale)
        {
            _table = stale.WithStale(false);
            publish(_table);
        }

        Save(_table!.Configuration!.FetchedAgain(clock.GetUtcNow()));
    }

    private ConfigurationProvenance ConfirmedNow() => new(ConfigurationOrigin.Fetched, clock.GetUtcNow(), clock.GetTimestamp());

    /// <summary>Keeps it on disk, and renews what is there before it counts as old.</summary>
    private void Save(EppoConfiguration configuration)
    {
        if (lastGood is not null && (_savedAt is not { } saved || clock.GetElapsedTime(saved) >= lastGood.RenewalInterval))
        {
            _savedAt = clock.GetTimestamp();
            lastGood.Write(configuration);
        }
    }

    private string? Take(EppoConfiguration configuration, ConfigurationOrigin origin, bool mayShrink = true)
    {
        if (configuration.Flags.Length > maxBytes)
        {
            return $"It has {configuration.Flags.Length} bytes, more than EppoClientOptions.MaxConfigurationBytes ({maxBytes}).";
        }

        // Read once: what is wrong with single flags of it need not be said with every poll that brings it again.
        if (!mayShrink && _shrunk is { } shrunk && shrunk.ContentHash.AsSpan().SequenceEqual(ContentOf(configuration)))
        {
            return shrunk.Problem;
        }

        string? problem;
        FlagTable? table = format is null
            ? ConfigurationReader.Read(configuration, clock.GetUtcNow(), diagnostics, out problem, _table)
            : format(configuration, clock.GetUtcNow(), out problem);
        if (table is null)
        {
            return problem ?? "It cannot be read.";
        }

        if (!mayShrink && FindLoss(table) is { } loss)
        {
            _shrunk = (ContentOf(configuration), loss);
            return loss;
        }

        WarnOfChange(table, origin == ConfigurationOrigin.Fetched ? sourceName : "SetConfiguration");
        _shrunk = null;
        _table = origin == ConfigurationOrigin.Cache ? table.WithStale(true) : table;
        _standing = origin == ConfigurationOrigin.Fetched ? ConfirmedNow() : new(origin, configuration.FetchedAt, clock.GetTimestamp());
        // Also what came from disk is written again once it is confirmed: it may be about to count as old.
        _savedAt = null;
        // Only what a source once gave can be what the source has still; and a 304 to flags kept without their bandits' models would hide those for ever.
        _accepted = origin == ConfigurationOrigin.Fetched || (configuration.FlagsRevision is not null && table.Bandits.IsComplete)
            ? new Accepted(configuration.FlagsRevision, ContentOf(configuration))
            : null;
        publish(_table);
        return null;
    }

    /// <summary>What has been lost, if that is more than may be. An initial configuration is no measure: it may be as old as the program.</summary>
    private string? FindLoss(FlagTable next)
    {
        if (rejectShrinkBeyond is not { } share || _table is not { } inUse || _standing is { Origin: ConfigurationOrigin.Initial })
        {
            return null;
        }

        int answering = inUse.Flags.Count - inUse.RejectedFlags;
        int lost = inUse.Flags.Count(flag => flag.Value.Defect is null && next.Flags.GetValueOrDefault(flag.Key) is not { Defect: null });
        return lost <= share * answering
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{lost} of {answering} flags are gone or cannot be read, more than EppoClientOptions.RejectShrinkBeyond ({share}) lets go. If that is meant, raise it, or call SetConfiguration.");
    }

    private void WarnOfChange(FlagTable next, string from)
    {
        if (_table is not { } inUse)
        {
            return;
        }

        if (next.Flags.Count == 0 && inUse.Flags.Count > 0)
        {
            diagnostics.ConfigurationLostItsFlags(from, inUse.Flags.Count);
        }

        if (next.IsOfAnotherEnvironment(inUse))
        {
            diagnostics.EnvironmentChanged(from, LogText.Sanitize(next.EnvironmentName!), LogText.Sanitize(inUse.EnvironmentName!));
        }
    }

    private static byte[] ContentOf(EppoConfiguration configuration) =>
        [.. SHA256.HashData(configuration.Flags.Span), .. SHA256.HashData(configuration.Bandits.GetValueOrDefault().Span)];

    /// <summary>What belongs to the table in use, changed together with it.</summary>
    private sealed record Accepted(string? Revision, byte[] ContentHash);
}
