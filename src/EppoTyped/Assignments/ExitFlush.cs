using System.Runtime.InteropServices;

namespace EppoTyped;

/// <summary>
/// The last chance of events whose client nobody disposes: when the process ends by itself or by SIGTERM, what is on its way is waited for, within the client's flush timeout.
/// A second SIGTERM ends the wait, and the process. A kill, a crash and a fail-fast ask nobody.
/// </summary>
internal sealed class ExitFlush : IDisposable
{
    private readonly WeakReference<AssignmentLog> _log;
    private readonly TimeSpan _timeout;
    private readonly TaskCompletionSource _impatient = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration? _signal;
    private int _signals;

    /// <summary>Waits for the end of the process, until it is disposed. It keeps the log alive no longer than its client does.</summary>
    public ExitFlush(AssignmentLog log, TimeSpan timeout)
    {
        (_log, _timeout) = (new WeakReference<AssignmentLog>(log), timeout);
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        try
        {
            // From .NET 10 on nobody else turns the signal into an exit, unless a host does.
            _signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        }
        catch (PlatformNotSupportedException)
        {
            // Then there is the exit alone.
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
        // Where a host takes the signal upon itself, it disposes the client in its own time.
        if (context.Cancel)
        {
            return;
        }

        if (Interlocked.Increment(ref _signals) > 1)
        {
            _impatient.TrySetResult();
            return;
        }

        Wait();
    }

    /// <summary>The log goes on taking events: whether the process really ends now is not ours to know.</summary>
    private void Wait()
    {
        if (_log.TryGetTarget(out AssignmentLog? log))
        {
            // Not on this thread: it may be one that the logger's own code waits for.
            Task.WhenAny(Task.Run(() => log.FlushAtExitAsync(_timeout)), _impatient.Task).Wait(_timeout + TimeSpan.FromSeconds(1));
        }
    }
}
