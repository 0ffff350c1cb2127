using System.Buffers;
using System.Collections.Concurrent;
using System.Text;

namespace EppoTyped.Tests.Assignments.Sinks;

/// <summary>A receiver that answers by a script, and keeps every batch it was sent and every event it took.</summary>
/// <typeparam name="TEvent">What it is sent.</typeparam>
internal sealed class ScriptedSink<TEvent>(Func<IReadOnlyList<TEvent>, int, SendResult> answer)
{
    private readonly SemaphoreSlim _sent = new(0);

    public ConcurrentQueue<IReadOnlyList<TEvent>> Batches { get; } = new();

    public ConcurrentQueue<TEvent> Taken { get; } = new();

    public ValueTask<SendResult> SendAsync(IReadOnlyList<TEvent> batch, CancellationToken _)
    {
        Batches.Enqueue(batch);
        SendResult result;
        try
        {
            result = answer(batch, Batches.Count);
        }
        finally
        {
            _sent.Release();
        }

        for (int index = 0; index < batch.Count; index++)
        {
            if (result.Outcome == SendOutcome.Delivered || (result.OthersDelivered && !result.RejectedEvents.Contains(index) && !result.DeferredEvents.Contains(index)))
            {
                Taken.Enqueue(batch[index]);
            }
        }

        return new ValueTask<SendResult>(result);
    }

    /// <summary>Ends when it was sent one batch more.</summary>
    public async Task SentAsync() => Assert.True(await _sent.WaitAsync(TimeSpan.FromSeconds(20)), "No batch came.");
}

/// <summary>Texts, as plain as an event can be.</summary>
internal sealed class TextFormat : IEventFormat<string>
{
    public void Write(string logged, IBufferWriter<byte> json)
    {
        if (logged.StartsWith("unwritable", StringComparison.Ordinal))
        {
            throw new NotSupportedException("It is a cycle.");
        }

        Encoding.UTF8.GetBytes(logged, json);
    }

    public string Read(ReadOnlySpan<byte> json) => Encoding.UTF8.GetString(json);
}
