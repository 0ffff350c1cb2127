using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

/// <summary>
/// Streams flags, and polls them while the stream is broken. A broken stream is opened again at once, once; then polling starts, and the
/// stream is tried again until it works.
/// </summary>
/// <param name="stream">The stream.</param>
/// <param name="apply">Applies a set of flags; returns why it cannot be used, null where it is in use.</param>
/// <param name="polling">Polls while the stream is broken.</param>
/// <param name="clock">The clock of retries.</param>
/// <param name="diagnostics">Receives a line when the stream works, and when it is lost.</param>
[SuppressMessage(
    "Design",
    "CA1001:Types that own disposable fields should be disposable",
    Justification = "StopAsync ends it; the loop still uses the token then.")]
internal sealed class FlagStreaming(
    FlagStream stream, Func<byte[], CancellationToken, Task<string?>> apply, FlagPolling polling, TimeProvider clock, ILogger diagnostics)
    : IFlagUpdates
{
    /// <summary>The time to the next attempt while flags are polled, plus up to <see cref="RetryJitter"/>.</summary>
    public static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(15);

    /// <summary>The most that is added to <see cref="RetryDelay"/>, at random, so that clients do not reconnect together.</summary>
    public static readonly TimeSpan RetryJitter = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource<string?> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _running = Task.CompletedTask;
    private bool _isLost;

    public async Task<string?> StartAsync(CancellationToken cancellationToken)
    {
        // A client that is started inside a request must not keep that request's ambient values.
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
        // A running poll would bring older flags than the stream.
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

    /// <returns>False where the start fails, because neither stream nor poll has flags.</returns>
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
                polling.GoOn(hasFetched: false);
            }

            return true;
        }

        string? problem = await polling.StartAsync(_stopping.Token).ConfigureAwait(false);
        _started.TrySetResult(problem is null ? null : $"{end.Problem} Nor can they be polled: {problem}");
        return problem is null;
    }
}
