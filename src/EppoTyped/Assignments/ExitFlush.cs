using System.Runtime.InteropServices;

namespace EppoTyped;

/// <summary>
/// The last chance of events whose client nobody disposes: when the process ends by itself or by SIGTERM, what is on its way is waited for, within the client's flush timeout.
/// A second SIGTERM ends the wait. A kill, a crash and a fail-fast ask nobody.
/// </summary>
internal sealed class ExitFlush : IDisposable
{
    private readonly WeakReference<AssignmentLog> _log;
    private readonly TimeSpan _timeout;

    /// <summary>Waits for the end of the process, until it is disposed. It keeps the log alive no longer than its client does.</summary>
    public ExitFlush(AssignmentLog log, TimeSpan timeout)
    {
        (_log, _timeout) = (new WeakReference<AssignmentLog>(log), timeout);
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    public void Dispose() => AppDomain.CurrentDomain.ProcessExit -= OnExit;

    private void OnExit(object? sender, EventArgs e)
    {
        if (!_log.TryGetTarget(out AssignmentLog? log))
        {
            return;
        }

        TaskCompletionSource impatient = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using PosixSignalRegistration? signal = OnSecondSignal(impatient);
        // Not on this thread: it may be one that the logger's own code waits for.
        Task.WhenAny(Task.Run(() => log.CloseAsync(_timeout)), impatient.Task).Wait(_timeout + TimeSpan.FromSeconds(1));
    }

    private static PosixSignalRegistration? OnSecondSignal(TaskCompletionSource impatient)
    {
        try
        {
            return PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
            {
                context.Cancel = true;
                impatient.TrySetResult();
            });
        }
        catch (PlatformNotSupportedException)
        {
            return null;
        }
    }
}
