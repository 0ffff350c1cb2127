using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>Reads and measures events, and packs them into batches that may be sent. Throws nothing.</summary>
internal sealed class BatchPacker<TEvent>(IEventFormat<TEvent> format, BatchingOptions options, EventSpool? spool, ILogger diagnostics)
{
    private readonly ArrayBufferWriter<byte> _measured = new(1024);

    /// <summary>Measures events and packs them, in their order. For the worker alone.</summary>
    public BatchOutcome<TEvent> Pack(IReadOnlyList<PendingEvent<TEvent>> events)
    {
        List<Batch<TEvent>> batches = [];
        List<PendingEvent<TEvent>> batch = [];
        List<DeadEvent<TEvent>> dead = [];
        long bytes = 0;
        foreach (PendingEvent<TEvent> pending in events)
        {
            PendingEvent<TEvent> measured = pending;
            if (pending.Bytes == 0)
            {
                _measured.ResetWrittenCount();
                if (!TryWrite(pending.Event, _measured, out string? problem))
                {
                    dead.Add(new DeadEvent<TEvent>(pending, problem));
                    continue;
                }

                measured = pending with { Bytes = _measured.WrittenCount };
            }

            if (batch.Count == options.BatchSize || (batch.Count > 0 && bytes + measured.Bytes > options.BatchBytes))
            {
                batches.Add(new Batch<TEvent>(batch) { IsMeasured = true });
                (batch, bytes) = ([], 0);
            }

            batch.Add(measured);
            bytes += measured.Bytes;
        }

        if (batch.Count > 0)
        {
            batches.Add(new Batch<TEvent>(batch) { IsMeasured = true });
        }

        return new BatchOutcome<TEvent> { Left = batches, Dead = dead };
    }

    /// <summary>Reads the events of a segment that was taken from the spool.</summary>
    /// <returns>
    /// Those that can be read: fewer than the segment has when the disk has lost some, or another version has written them.
    /// </returns>
    public List<PendingEvent<TEvent>> Read(SpoolSegment segment)
    {
        List<PendingEvent<TEvent>> events = [];
        IReadOnlyList<ReadOnlyMemory<byte>> lines = spool!.Read(segment);
        for (int index = 0; index < lines.Count; index++)
        {
            try
            {
                TEvent read = format.Read(lines[index].Span);
                events.Add(new PendingEvent<TEvent>(read, lines[index].Length, segment.FirstSequence + index, segment.Since, segment));
            }
            catch (Exception exception)
            {
                // Whole, but written by a version that this one does not understand.
                diagnostics.SpoolDamaged(spool.Folder, 1, LogText.Sanitize(exception.Message));
            }
        }

        return events;
    }

    /// <summary>Writes an event as JSON. Safe for any number of threads.</summary>
    /// <returns>False when it can never be delivered; the problem says why.</returns>
    public bool TryWrite(TEvent logged, ArrayBufferWriter<byte> json, [NotNullWhen(false)] out string? problem)
    {
        try
        {
            format.Write(logged, json);
            problem = json.WrittenCount <= options.EventBytes ? null : options.TooLarge(json.WrittenCount);
        }
        catch (Exception exception)
        {
            problem = $"It cannot be written as JSON: {LogText.Sanitize(exception.Message)}";
        }

        return problem is null;
    }
}
