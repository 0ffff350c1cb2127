using System.Runtime.InteropServices;

namespace EppoTyped;

/// <summary>
/// Flushes the log of a client that is not disposed when the process ends, by itself or by SIGTERM: it waits for the client's flush timeout
/// at most. A second SIGTERM ends the wait, and the process. Nothing runs at a kill, a crash or a fail-fast.
/// </summary>
internal sealed class ExitFlush : IDisposable
{
    private readonly WeakReference<AssignmentLog> _log;
    private readonly TimeSpan _timeout;
    private readonly TaskCompletionSource _secondSignal = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration? _signal;
    private int _signals;

    /// <summary>Listens for the end of the process until it is disposed. Its reference to the log is weak.</summary>
    public ExitFlush(AssignmentLog log, TimeSpan timeout)
    {
        (_log, _timeout) = (new WeakReference<AssignmentLog>(log), timeout);
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        try
        {
            // From .NET 10 on the runtime does not turn the signal into an exit; a host may.
            _signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        }
        catch (PlatformNotSupportedException)
        {
            // Then it listens for the exit alone.
        }
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        _signal?.Dispose();
    }

    private void OnExit(object? sender, EventArgs e) => Wait();

    private void OnSignal(PosixSignalContext context)
    {
        // A host that handles the signal disposes the client itself.
        if (context.Cancel)
        {
            return;
        }

        if (Interlocked.Increment(ref _signals) > 1)
        {
            _secondSignal.TrySetResult();
            return;
        }

        Wait();
    }

    /// <summary>The log still accepts events, because the process may go on.</summary>
    private void Wait()
    {
        if (_log.TryGetTarget(out AssignmentLog? log))
        {
            // On another thread: the logger's own code may wait for this one.
            Task.WhenAny(Task.Run(() => log.FlushAtExitAsync(_timeout)), _secondSignal.Task).Wait(_timeout + TimeSpan.FromSeconds(1));
        }
    }
}
