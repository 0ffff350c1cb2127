using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace EppoTyped.Faults.Tests;

/// <summary>
/// A program that ends, or is terminated, with a full queue and without a dispose. Its logger waits until the end begins, then writes one
/// line per event.
/// </summary>
internal static class LeavingChild
{
    public const int Events = 500;

    /// <param name="how">return, wait (for a signal), or stuck: wait, with a logger that never returns.</param>
    /// <param name="flushTimeout">In milliseconds.</param>
    public static async Task RunAsync(string how, string flushTimeout)
    {
        ManualResetEventSlim ending = new();
        int said = 0;
        void End()
        {
            if (Interlocked.Exchange(ref said, 1) == 0)
            {
                Console.WriteLine("ending");
            }

            if (how != "stuck")
            {
                ending.Set();
            }
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => End();
        // Subscribed before the client and after it: either handler may be called first.
        using PosixSignalRegistration before = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => End());
        EppoClient client = await EppoClient.InitializeAsync(new EppoClientOptions
        {
            Offline = true,
            InitialConfiguration = EppoConfiguration.FromResponses(ReferenceFlags.Json("red")),
            AttachToShared = false,
            FlushTimeout = TimeSpan.FromMilliseconds(int.Parse(flushTimeout, System.Globalization.CultureInfo.InvariantCulture)),
            LoggerFactory = new ConsoleLines(),
            AssignmentLogger = AssignmentLogger.FromDelegate(assignment =>
            {
                ending.Wait();
                Console.WriteLine(assignment.Subject);
            }),
        });
        using PosixSignalRegistration after = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => End());
        for (int number = 0; number < Events; number++)
        {
            client.GetStringAssignment("color", $"subject-{number}", "default");
        }

        Console.WriteLine("full");
        if (how != "return")
        {
            await Task.Delay(Timeout.Infinite);
        }

        GC.KeepAlive(client);
    }

    private sealed class ConsoleLines : ILoggerFactory, ILogger
    {
        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Console.WriteLine($"log {eventId.Id} {formatter(state, exception)}");
    }
}
