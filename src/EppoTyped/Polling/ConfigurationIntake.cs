using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>Takes a configuration from its source to the client: fetched, read, published. Used by the poller's loop alone.</summary>
internal sealed class ConfigurationIntake(
    IConfigurationSource source, Action<FlagTable> publish, TimeSpan requestTimeout, int maxBytes, TimeProvider clock, ILogger diagnostics)
{
    private Accepted? _accepted;
    private int _flagCount;
    private Task _abandoned = Task.CompletedTask;

    /// <summary>True when callers get answers, from a fetched or from the initial configuration.</summary>
    public bool HasConfiguration { get; private set; }

    /// <summary>The number of flags in use.</summary>
    public int FlagCount => _flagCount;

    /// <summary>Reads the initial configuration.</summary>
    /// <returns>Why it cannot be used; null when it is in use.</returns>
    public string? TakeInitial(string json) => Take(new EppoConfiguration(Encoding.UTF8.GetBytes(json)));

    /// <summary>Fetches once. Whatever goes wrong, the configuration in use and its revision stay; throws only when stopped.</summary>
    public async Task<PollOutcome> PollAsync(CancellationToken stopping)
    {
        using CancellationTokenSource timeout = new(requestTimeout, clock);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, timeout.Token);
        CancellationToken end = ending.Token;
        Task<ConfigurationFetch>? fetching = null;
        ConfigurationFetch? fetch;
        try
        {
            await _abandoned.WaitAsync(end).ConfigureAwait(false);
            // On its own, so that a source that blocks or does not heed its token holds up neither the timeout nor dispose.
            fetching = Task.Run(async () => await source.FetchAsync(_accepted?.Revision, end).ConfigureAwait(false), CancellationToken.None);
            fetch = await fetching.WaitAsync(end).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The next poll waits for it, within its own time: no source is asked twice at a time.
            _abandoned = fetching?.ContinueWith(
                static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default) ?? _abandoned;
            stopping.ThrowIfCancellationRequested();
            return new(PollStatus.TimedOut, $"{source} did not answer in full within {requestTimeout} (EppoClientOptions.RequestTimeout).");
        }
        catch (Exception exception)
        {
            return new(PollStatus.Failed, $"{source} threw {exception.GetType().Name}: {exception.Message}");
        }

        try
        {
            return Settle(fetch);
        }
        catch (Exception exception)
        {
            return new(PollStatus.Failed, $"Reading the configuration of {source} threw {exception.GetType().Name}.");
        }
    }

    private PollOutcome Settle(ConfigurationFetch? fetch)
    {
        switch (fetch?.Status)
        {
            case ConfigurationFetchStatus.Fetched:
                return Settle(fetch.Configuration!);
            case ConfigurationFetchStatus.NotModified when _accepted is not null:
                return new(PollStatus.Succeeded);
            case ConfigurationFetchStatus.NotModified:
                return new(PollStatus.Failed, $"{source} says that nothing has changed, but nothing has been fetched before.");
            case ConfigurationFetchStatus.Unauthorized:
                return new(PollStatus.Unauthorized, fetch.Problem ?? "", fetch.RetryAfter);
            default:
                return new(PollStatus.Failed, fetch?.Problem ?? $"{source} answered nothing.", fetch?.RetryAfter);
        }
    }

    private PollOutcome Settle(EppoConfiguration configuration)
    {
        byte[] hash = [.. SHA256.HashData(configuration.Flags.Span), .. SHA256.HashData(configuration.Bandits.GetValueOrDefault().Span)];
        // The same again, from a server without ETags or with a new one: nothing to read, nothing to swap.
        bool same = _accepted is not null && _accepted.ContentHash.AsSpan().SequenceEqual(hash);
        if (!same && Take(configuration) is { } problem)
        {
            return new(PollStatus.Failed, $"{source} sent a configuration that cannot be used: {problem}");
        }

        _accepted = new Accepted(configuration.FlagsRevision, hash);
        return new(PollStatus.Succeeded);
    }

    private string? Take(EppoConfiguration configuration)
    {
        if (configuration.Flags.Length > maxBytes)
        {
            return $"It has {configuration.Flags.Length} bytes, more than EppoClientOptions.MaxConfigurationBytes ({maxBytes}).";
        }

        FlagTable? table = ConfigurationReader.Read(configuration, clock.GetUtcNow(), diagnostics, out string? problem);
        if (table is null)
        {
            return problem ?? "It cannot be read.";
        }

        if (table.Flags.Count == 0 && _flagCount > 0)
        {
            diagnostics.ConfigurationLostItsFlags(source.ToString(), _flagCount);
        }

        publish(table);
        _flagCount = table.Flags.Count;
        HasConfiguration = true;
        return null;
    }

    /// <summary>What belongs to the table in use, changed together with it.</summary>
    private sealed record Accepted(string? Revision, byte[] ContentHash);
}
