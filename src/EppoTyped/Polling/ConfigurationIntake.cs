using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>Takes a configuration from its source to the client: fetched, read, published. Used by the poller's loop alone.</summary>
internal sealed class ConfigurationIntake(
    IConfigurationSource source, string sourceName, Action<FlagTable> publish, TimeSpan requestTimeout, int maxBytes, TimeProvider clock, ILogger diagnostics)
{
    // What went wrong is told in a sentence or a few; a source's own text may be anything.
    private const int LongestProblem = 1000;

    private Accepted? _accepted;
    private int _flagCount;
    private Task _abandoned = Task.CompletedTask;

    /// <summary>True when callers get answers, from a fetched or from the initial configuration.</summary>
    public bool HasConfiguration { get; private set; }

    /// <summary>The number of flags in use.</summary>
    public int FlagCount => _flagCount;

    /// <summary>Reads the initial configuration.</summary>
    /// <returns>Why it cannot be used; null when it is in use.</returns>
    public string? TakeInitial(string json) => Take(Encoding.UTF8.GetBytes(json), clock.GetUtcNow());

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
        try
        {
            await _abandoned.WaitAsync(end).ConfigureAwait(false);
            // On its own, so that a source that blocks or does not heed its token holds up neither the timeout nor dispose.
            fetching = Task.Run(async () => await source.FetchAsync(_accepted?.Revision, handed.Token).ConfigureAwait(false), CancellationToken.None);
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
            return new(PollStatus.Failed, $"{sourceName} threw {exception.GetType().Name}: {OneLine.Of(exception.Message, LongestProblem)}");
        }

        try
        {
            return Settle(fetch);
        }
        catch (Exception exception)
        {
            return new(PollStatus.Failed, $"Reading the configuration of {sourceName} threw {exception.GetType().Name}.");
        }
    }

    /// <summary>A task that ends with this one, and never in a failure.</summary>
    private static Task Observed(Task task) =>
        task.ContinueWith(static ended => { _ = ended.Exception; }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private PollOutcome Settle(ConfigurationFetch? fetch)
    {
        switch (fetch?.Status)
        {
            case ConfigurationFetchStatus.Fetched:
                break;
            case ConfigurationFetchStatus.NotModified when _accepted is not null:
                return new(PollStatus.Succeeded);
            case ConfigurationFetchStatus.NotModified:
                return new(PollStatus.Failed, $"{sourceName} says that nothing has changed, but nothing has been fetched before.");
            case ConfigurationFetchStatus.Unauthorized:
                return new(PollStatus.Unauthorized, OneLine.Of(fetch.Problem ?? $"{sourceName} refuses the credentials.", LongestProblem), fetch.RetryAfter);
            default:
                return new(PollStatus.Failed, OneLine.Of(fetch?.Problem ?? $"{sourceName} answered nothing.", LongestProblem), fetch?.RetryAfter);
        }

        byte[] hash = SHA256.HashData(fetch.Content.Span);
        // The same again, from a server without ETags or with a new one: nothing to read, nothing to swap.
        bool same = _accepted is not null && _accepted.ContentHash.AsSpan().SequenceEqual(hash);
        if (!same && Take(fetch.Content, fetch.FetchedAt ?? clock.GetUtcNow()) is { } problem)
        {
            return new(PollStatus.Failed, $"{sourceName} sent a configuration that cannot be used: {problem}");
        }

        _accepted = new Accepted(fetch.Revision, hash);
        return new(PollStatus.Succeeded);
    }

    private string? Take(ReadOnlyMemory<byte> utf8, DateTimeOffset fetchedAt)
    {
        if (utf8.Length > maxBytes)
        {
            return $"It has {utf8.Length} bytes, more than EppoClientOptions.MaxConfigurationBytes ({maxBytes}).";
        }

        FlagTable? table = UfcReader.Read(utf8.Span, fetchedAt, diagnostics, out string? problem);
        if (table is null)
        {
            return problem ?? "It cannot be read.";
        }

        if (table.Flags.Count == 0 && _flagCount > 0)
        {
            diagnostics.ConfigurationLostItsFlags(sourceName, _flagCount);
        }

        publish(table);
        _flagCount = table.Flags.Count;
        HasConfiguration = true;
        return null;
    }

    /// <summary>What belongs to the table in use, changed together with it.</summary>
    private sealed record Accepted(string? Revision, byte[] ContentHash);
}
