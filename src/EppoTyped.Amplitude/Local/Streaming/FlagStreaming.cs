using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

/// <summary>
/// Flags that are streamed, and polled while they are not. A stream that breaks is opened anew at once, once; then polling begins, and the
/// stream is tried again and again until it is back.
/// </summary>
/// <param name="stream">The stream.</param>
/// <param name="apply">Takes a set of flags; gives why it cannot be used, null when it is in use.</param>
/// <param name="polling">What stands in for it.</param>
/// <param name="clock">The clock of retries.</param>
/// <param name="diagnostics">Hears of streams that begin and end.</param>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "StopAsync ends it; the token outlives that in the loop.")]
internal sealed class FlagStreaming(FlagStream stream, Func<byte[], CancellationToken, Task<string?>> apply, FlagPolling polling, TimeProvider clock, ILogger diagnostics) : IFlagUpdates
{
    /// <summary>The time to the next try while flags are polled; up to <see cref="RetryJitter"/> more.</summary>
    public static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(15);

    /// <summary>So that clients do not come back together.</summary>
    public static readonly TimeSpan RetryJitter = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource<string?> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _running = Task.CompletedTask;
    private bool _isLost;

    public async Task<string?> StartAsync(CancellationToken cancellationToken)
    {
        // A client started inside a request must not keep that request's ambient values.
        using (ExecutionContext.SuppressFlow())
        {
            _running = Task.Run(RunAsync, CancellationToken.None);
        }

        try
        {
            return await _started.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await StopAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        await polling.StopAsync().ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        try
        {
            bool triedAtOnce = false;
            while (true)
            {
                StreamEnd end = await stream.RunAsync(ApplyAsync, _stopping.Token).ConfigureAwait(false);
                triedAtOnce &= !end.Delivered;
                if (end.Kind == StreamEndKind.Planned || (end.Kind == StreamEndKind.Broken && !triedAtOnce && !polling.IsRunning))
                {
                    triedAtOnce = end.Kind == StreamEndKind.Broken;
                    diagnostics.StreamReconnects(LogText.Sanitize(end.Problem));
                    continue;
                }

                if (!await FallBackAsync(end).ConfigureAwait(false))
                {
                    return;
                }

                await Task.Delay(RetryDelay + (Random.Shared.NextDouble() * RetryJitter), clock, _stopping.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            _started.TrySetResult("It was stopped.");
        }
        catch (Exception exception)
        {
            _started.TrySetException(exception);
        }
    }

    private async Task<string?> ApplyAsync(byte[] flags)
    {
        // What a poll under way has to say is older than what was streamed.
        await polling.StopAsync().ConfigureAwait(false);
        string? problem = await apply(flags, _stopping.Token).ConfigureAwait(false);
        if (problem is null && (_isLost || !_started.Task.IsCompleted))
        {
            _isLost = false;
            diagnostics.StreamOpened(stream.Host);
            _started.TrySetResult(null);
        }

        return problem;
    }

    /// <returns>False when there are no flags at all, at the start.</returns>
    private async Task<bool> FallBackAsync(StreamEnd end)
    {
        if (!_isLost)
        {
            _isLost = true;
            diagnostics.StreamLost(LogText.Sanitize(end.Problem, 1000), RetryDelay);
        }

        if (_started.Task.IsCompleted)
        {
            if (!polling.IsRunning)
            {
                polling.GoOn(fetchedJustNow: false);
            }

            return true;
        }

        string? problem = await polling.StartAsync(_stopping.Token).ConfigureAwait(false);
        _started.TrySetResult(problem is null ? null : $"{end.Problem} Nor can they be polled: {problem}");
        return problem is null;
    }
}
