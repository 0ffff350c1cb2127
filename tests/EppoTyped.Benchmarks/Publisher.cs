using System.Text;
using EppoTyped.Benchmarks.Quick;
using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped.Benchmarks;

/// <summary>
/// Replaces a client's table of 100 flags every millisecond on another thread, read again and bound to the handles, until it is disposed.
/// </summary>
internal sealed class Publisher : IDisposable
{
    private readonly Thread _thread;
    private volatile bool _ended;

    public Publisher(FlagClient client)
    {
        EppoConfiguration configuration = new(Encoding.UTF8.GetBytes(Flags));
        _thread = new Thread(() =>
        {
            while (!_ended)
            {
                client.Core.Publish(ConfigurationReader.Read(configuration, DateTimeOffset.UnixEpoch, NullLogger.Instance, out _)!);
                Swaps++;
                Thread.Sleep(1);
            }
        });
        _thread.Start();
    }

    /// <summary>The configuration that is published, also for the client to begin with.</summary>
    public static string Flags { get; } = Configurations.Of("rules", number => Configurations.Rules($"salt-{number:0000}"));

    /// <summary>The number of replacements so far.</summary>
    public int Swaps { get; private set; }

    public void Dispose()
    {
        _ended = true;
        _thread.Join();
    }
}
