using System.Globalization;

namespace EppoTyped;

/// <summary>
/// Keeps a client's configuration up to date: judges what arrived, reads it, saves it and publishes the table. Safe for any number of
/// threads.
/// </summary>
/// <param name="settings">The client's options, as far as polling uses them.</param>
/// <param name="read">
/// Makes a table of what arrived at a time, taking over from the table in use what is unchanged; or returns why it is refused. Never
/// throws.
/// </param>
/// <param name="publish">Swaps a table in.</param>
/// <param name="lastGood">Where a fetched configuration is saved; null for nowhere.</param>
internal sealed class ConfigurationUpdater(
    PollingSettings settings,
    Func<ConfigurationResponse, DateTimeOffset, FlagTable?, (FlagTable? Table, string? Problem)> read,
    Action<FlagTable> publish,
    LastGoodFile? lastGood = null)
{
    private readonly object _applying = new();
    private volatile AcceptedConfiguration? _accepted;
    private volatile FlagTable? _table;
    private volatile ConfigurationProvenance? _provenance;
    private (byte[] ContentHash, string Problem)? _rejected;
    private long? _savedAt;

    /// <summary>True when callers are answered from a configuration, whatever its origin.</summary>
    public bool HasConfiguration => _table is not null;

    /// <summary>The number of flags in use.</summary>
    public int FlagCount => _table?.Flags.Count ?? 0;

    /// <summary>What the source may be asked about; null when it has to send its configuration in any case.</summary>
    public AcceptedConfiguration? Accepted => _accepted;

    /// <summary>Where what is in use comes from; null when nothing is.</summary>
    public ConfigurationProvenance? Provenance => _provenance;

    /// <summary>Applies a configuration that no fetch has brought, unless what is in use is worth more.</summary>
    /// <param name="response">The configuration.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="problem">Why it cannot be used; null when it is in use, or what is in use is worth more.</param>
    /// <returns>True when it is in use.</returns>
    public bool TryApply(ConfigurationResponse response, ConfigurationOrigin origin, out string? problem)
    {
        lock (_applying)
        {
            problem = null;
            if (_provenance?.Origin > origin)
            {
                return false;
            }

            FlagTable? table = Read(response, out problem);
            if (table is null)
            {
                return false;
            }

            publish(Replace(response, table, origin));
            return true;
        }
    }

    /// <summary>Applies a configuration that the source has sent unasked.</summary>
    public PollOutcome ApplyPushed(ConfigurationResponse response)
    {
        lock (_applying)
        {
            return ApplyFetched(response.FetchedNow(settings.Clock.GetUtcNow()));
        }
    }

    /// <summary>Applies, or confirms, what came of a fetch.</summary>
    /// <param name="fetch">What the source returned.</param>
    /// <param name="asked">What the source was asked about.</param>
    public PollOutcome HandleFetch(ConfigurationFetch? fetch, AcceptedConfiguration? asked)
    {
        lock (_applying)
        {
            switch (fetch?.Status)
            {
                case ConfigurationFetchStatus.Fetched:
                    return ApplyFetched(fetch.Response!.FetchedNow(settings.Clock.GetUtcNow()));
                case ConfigurationFetchStatus.NotModified when asked is not null:
                    // What was set while the source was asked is not what the source confirms; the next poll asks anew.
                    if (_accepted == asked)
                    {
                        Confirm();
                    }

                    return new(PollStatus.Confirmed);
                case ConfigurationFetchStatus.NotModified:
                    return new(
                        PollStatus.Failed,
                        $"{settings.SourceName} answered that nothing has changed, but nothing has been fetched before.");
                case ConfigurationFetchStatus.Unauthorized:
                    return PollOutcome.Of(
                        PollStatus.Unauthorized, fetch.Problem ?? $"{settings.SourceName} refuses the credentials.", fetch.RetryAfter);
                default:
                    return PollOutcome.Of(
                        fetch?.IsMisaddressed == true ? PollStatus.Misaddressed : PollStatus.Failed,
                        fetch?.Problem ?? $"{settings.SourceName} answered nothing.",
                        fetch?.RetryAfter);
            }
        }
    }

    private PollOutcome ApplyFetched(ConfigurationResponse response)
    {
        byte[] content = response.HashContent();
        // The same again, from a server without ETags or with a new one: nothing to read, nothing to swap.
        if (_accepted is { } accepted && accepted.ContentHash.AsSpan().SequenceEqual(content))
        {
            _accepted = accepted with { Revision = response.Revision };
            Confirm();
            return new(PollStatus.Confirmed);
        }

        // Read once: what is wrong with single flags of it is not logged with every poll that brings it again.
        string? problem = _rejected is { } rejected && rejected.ContentHash.AsSpan().SequenceEqual(content) ? rejected.Problem : null;
        if (problem is not null || Read(response, out problem) is not { } table)
        {
            return Unusable(problem);
        }

        if (FindLoss(table) is { } loss)
        {
            _rejected = (content, loss);
            return Unusable(loss);
        }

        FlagTable inUse = Replace(response, table, ConfigurationOrigin.Fetched, content);
        if (IsSaveDue())
        {
            Save(response);
        }

        publish(inUse);
        return new(PollStatus.Applied);
    }

    private PollOutcome Unusable(string? problem) =>
        new(PollStatus.Failed, $"{settings.SourceName} sent a configuration that cannot be used: {problem}");

    /// <summary>A source stands behind what is in use from now on.</summary>
    private void Confirm()
    {
        _provenance = ConfirmedNow();
        FlagTable inUse = _table!;
        if (IsSaveDue())
        {
            Save(inUse.Response!.FetchedAgain(settings.Clock.GetUtcNow()));
        }

        if (inUse.Stale)
        {
            publish(_table = inUse with { Stale = false });
        }
    }

    private ConfigurationProvenance ConfirmedNow() =>
        new(ConfigurationOrigin.Fetched, settings.Clock.GetUtcNow(), settings.Clock.GetTimestamp());

    /// <summary>Also what is on disk already is saved again, before it counts as old.</summary>
    private bool IsSaveDue() =>
        lastGood is not null && (_savedAt is not { } saved || settings.Clock.GetElapsedTime(saved) >= lastGood.RenewalInterval);

    private void Save(ConfigurationResponse response)
    {
        _savedAt = settings.Clock.GetTimestamp();
        lastGood!.Write(response);
    }

    private FlagTable? Read(ConfigurationResponse response, out string? problem)
    {
        if (response.Content.Length > settings.MaxConfigurationBytes)
        {
            string option = settings.Option(nameof(settings.MaxConfigurationBytes));
            problem = $"It has {response.Content.Length} bytes, more than {option} ({settings.MaxConfigurationBytes}).";
            return null;
        }

        (FlagTable? table, problem) = read(response, settings.Clock.GetUtcNow(), _table);
        problem = table is null ? problem ?? "It cannot be read." : null;
        return table;
    }

    /// <summary>
    /// Describes how many flags are lost, if that is more than allowed. Nothing is compared with an initial configuration, which may be as
    /// old as the program.
    /// </summary>
    private string? FindLoss(FlagTable next)
    {
        if (settings.RejectShrinkBeyond is not { } share
            || _table is not { } inUse
            || _provenance is { Origin: ConfigurationOrigin.Initial })
        {
            return null;
        }

        string option = settings.Option(nameof(settings.RejectShrinkBeyond));
        int answering = inUse.Flags.Count - inUse.RejectedFlags;
        int lost = inUse.Flags.Count(flag => flag.Value.Defect is null && next.Flags.GetValueOrDefault(flag.Key) is not { Defect: null });
        return lost <= share * answering
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{lost} of {answering} flags are gone or cannot be read, more than {option} ({share}) allows. ")
                + "If that is meant, raise it, or call SetConfiguration.";
    }

    /// <summary>Makes a table the one in use, with everything that is known of it.</summary>
    private FlagTable Replace(ConfigurationResponse response, FlagTable table, ConfigurationOrigin origin, byte[]? content = null)
    {
        LogChange(table, origin == ConfigurationOrigin.Fetched ? settings.SourceName : "SetConfiguration");
        _rejected = null;
        _table = origin == ConfigurationOrigin.Cache ? table with { Stale = true } : table;
        _provenance = origin == ConfigurationOrigin.Fetched
            ? ConfirmedNow()
            : new(origin, response.FetchedAt, settings.Clock.GetTimestamp());
        // Also what came from disk is written again once it is confirmed: it may be about to count as old.
        _savedAt = null;
        // Only what a source once sent can be what it still has; and a 304 for flags kept without their bandit models would hide the models
        // for ever.
        _accepted = origin == ConfigurationOrigin.Fetched || (response.Revision is not null && table.Bandits.IsComplete)
            ? new AcceptedConfiguration(response.Revision, content ?? response.HashContent())
            : null;
        return _table;
    }

    private void LogChange(FlagTable next, string from)
    {
        if (_table is not { } inUse)
        {
            return;
        }

        if (next.Flags.Count == 0 && inUse.Flags.Count > 0)
        {
            settings.Diagnostics.ConfigurationLostItsFlags(from, inUse.Flags.Count);
        }

        if (next.IsOfAnotherEnvironment(inUse))
        {
            settings.Diagnostics.EnvironmentChanged(
                from, LogText.Sanitize(next.EnvironmentName!), LogText.Sanitize(inUse.EnvironmentName!), settings.KeyName);
        }
    }
}

/// <summary>What belongs to the configuration in use, changed together with it: what a source may be asked about.</summary>
/// <param name="Revision">What the source names it by; null when there is nothing of the kind.</param>
/// <param name="ContentHash">The hash of its content.</param>
internal sealed record AcceptedConfiguration(string? Revision, byte[] ContentHash);
