namespace EppoTyped;

/// <summary>
/// Keeps a client up to date: reads its source, in polls or at once, and publishes what arrives to the client's core. The same for every
/// client that updates itself, whichever vendor's configurations it reads.
/// </summary>
internal sealed class ClientUpdates : IDisposable
{
    private readonly ClientCore _core;
    private readonly ConfigurationUpdater _updater;
    private readonly SourceReader _reader;
    private readonly LastGoodFile? _lastGood;
    private ConfigurationPoller? _poller;
    private Task _polling = Task.CompletedTask;

    /// <summary>Starts nothing yet.</summary>
    /// <param name="core">The client's core.</param>
    /// <param name="settings">The client's options.</param>
    /// <param name="source">Where configurations come from.</param>
    /// <param name="read">
    /// Makes a table of what arrived at a time, taking over from the table in use what is unchanged; or returns why it is refused. Never
    /// throws.
    /// </param>
    public ClientUpdates(
        ClientCore core,
        ClientSettings settings,
        IConfigurationSource source,
        Func<ConfigurationResponse, DateTimeOffset, FlagTable?, (FlagTable? Table, string? Problem)> read)
        : this(core, settings.ToPolling(NameOf(source)), source, read, lastGood: null)
    {
    }

    /// <summary>As the other one, with a file that keeps the last good configuration.</summary>
    public ClientUpdates(
        ClientCore core,
        PollingSettings settings,
        IConfigurationSource source,
        Func<ConfigurationResponse, DateTimeOffset, FlagTable?, (FlagTable? Table, string? Problem)> read,
        LastGoodFile? lastGood)
    {
        (_core, Settings, _lastGood) = (core, settings, lastGood);
        _updater = new ConfigurationUpdater(settings, read, Publish, lastGood);
        _reader = new SourceReader(source, _updater, settings);
    }

    /// <summary>Called with every table after it was published; null for nobody.</summary>
    public Action<FlagTable>? Published { get; init; }

    /// <summary>What polling takes from the client's options.</summary>
    public PollingSettings Settings { get; }

    /// <summary>How polling goes.</summary>
    public PollReport Report => _poller?.Report ?? PollReport.None;

    /// <summary>Where what is in use comes from; null when nothing is.</summary>
    public ConfigurationProvenance? Provenance => _updater.Provenance;

    /// <summary>Whether it polls.</summary>
    public bool IsPolling => _poller is not null;

    /// <summary>Ends when the polling has ended.</summary>
    public Task Polling => _polling;

    /// <summary>Adds a handler of every change of the configuration.</summary>
    public void AddHandler(object sender, EventHandler<ConfigurationChangedEventArgs>? handler) => _core.Changes.Add(sender, handler);

    /// <summary>Removes a handler.</summary>
    public void RemoveHandler(EventHandler<ConfigurationChangedEventArgs>? handler) => _core.Changes.Remove(handler);

    /// <summary>The name of a source in log lines.</summary>
    public static string NameOf(IConfigurationSource source) => LogText.Sanitize(source.ToString() ?? source.GetType().Name);

    /// <summary>
    /// Applies what can be answered from before the first fetch, the last good file or the initial configuration, and polls from then on.
    /// </summary>
    /// <param name="initial">The initial configuration; null for none.</param>
    /// <param name="progress">Takes how far the initialisation has come.</param>
    /// <param name="polls">Whether anything is ever fetched.</param>
    /// <param name="pollEnded">Called after every poll with how it ended and how long it took. Must not throw.</param>
    public void Start(ConfigurationResponse? initial, InitializationProgress progress, bool polls, Action<PollStatus, TimeSpan> pollEnded)
    {
        _poller = new ConfigurationPoller(_reader, _updater, Settings, progress) { PollEnded = pollEnded };
        StartupConfigurations startup = new(_updater, progress, Settings) { Initial = initial, LastGood = _lastGood };
        _polling = _poller.Start(startup, polls);
    }

    /// <summary>Polls from now on.</summary>
    /// <param name="hasFetched">Whether a configuration was fetched just before, so that the first poll can wait.</param>
    public void StartPolling(bool hasFetched)
    {
        _poller = new ConfigurationPoller(_reader, _updater, Settings) { HasFetched = hasFetched };
        _polling = _poller.Start(null, polls: true);
    }

    /// <summary>Fetches once, while nothing polls.</summary>
    /// <returns>Why there is no new configuration; null when there is one, or the one in use is confirmed.</returns>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<string?> FetchAsync(CancellationToken cancellationToken)
    {
        PollOutcome outcome = await _reader.PollAsync(cancellationToken).ConfigureAwait(false);
        if (!outcome.Succeeded)
        {
            return outcome.Problem;
        }

        Settings.Diagnostics.FirstConfiguration(Settings.SourceName, _updater.FlagCount);
        return null;
    }

    /// <summary>Polls now, in place of the next poll. Calls that come together share one.</summary>
    /// <returns>Whether it succeeded; false where nothing polls.</returns>
    public Task<bool> RefreshAsync(CancellationToken cancellationToken) =>
        _poller?.RefreshAsync(cancellationToken) ?? Task.FromResult(false);

    /// <summary>Applies a configuration that the source has sent unasked.</summary>
    /// <returns>Why it cannot be used; null when it is in use.</returns>
    public string? ApplyPushed(ConfigurationResponse response)
    {
        PollOutcome outcome = _updater.ApplyPushed(response);
        return outcome.Succeeded ? null : outcome.Problem;
    }

    /// <summary>Applies a configuration of the application's own until one is fetched, unless what is in use is worth more.</summary>
    /// <param name="response">The configuration.</param>
    /// <param name="problem">Why it cannot be used; null when it is in use, or what is in use is worth more.</param>
    /// <returns>True when it is in use.</returns>
    public bool TryApplyInitial(ConfigurationResponse response, out string? problem) =>
        _updater.TryApply(response, ConfigurationOrigin.Initial, out problem);

    /// <summary>Applies a configuration of the application's own as if it were fetched.</summary>
    /// <inheritdoc cref="TryApplyInitial"/>
    public bool TryApply(ConfigurationResponse response, out string? problem) =>
        _updater.TryApply(response, ConfigurationOrigin.Fetched, out problem);

    /// <summary>Ends the polling, the request under way included.</summary>
    public void Dispose() => _poller?.Dispose();

    /// <summary>Ends the polling, and waits for that. It may be started again.</summary>
    public async Task StopAsync()
    {
        Dispose();
        _poller = null;
        await _polling.ConfigureAwait(false);
    }

    /// <summary>Has the core answer with defaults for good, ends the polling, and waits for the assignment log.</summary>
    /// <param name="flushTimeout">How long to wait for it.</param>
    public Task CloseAsync(TimeSpan flushTimeout)
    {
        _core.Close();
        Dispose();
        return _core.Log.CloseAsync(flushTimeout);
    }

    private void Publish(FlagTable table)
    {
        if (_core.Publish(table))
        {
            Published?.Invoke(table);
        }
    }
}
