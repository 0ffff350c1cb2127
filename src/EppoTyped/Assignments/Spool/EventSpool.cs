using System.Globalization;
using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>What became of an event that was to be written to the spool.</summary>
internal enum SpoolAppend
{
    /// <summary>The operating system has it: it survives the end of the process, but not a crash of the machine.</summary>
    Written,

    /// <summary>There is no room, and nothing that may be dropped for it.</summary>
    Full,

    /// <summary>The disk fails.</summary>
    Unavailable,
}

/// <summary>
/// Events on disk, in files that are only ever appended to, oldest first; a file is deleted when all its events are through. Whatever the
/// disk does, nothing of it throws. Not safe for several threads, except for <see cref="Read"/>: its owner has a lock.
/// </summary>
internal sealed class EventSpool(string folder, long capacity, TimeProvider clock, ILogger diagnostics) : IDisposable
{
    private const string LockFile = "spool.lock";
    private static readonly TimeSpan RetryAfterFailure = TimeSpan.FromSeconds(30);

    private readonly long _largestSegment = Math.Min(1024 * 1024, capacity / 8);
    private readonly LinkedList<SpoolSegment> _segments = new();
    private FileStream? _lock;
    private FileStream? _writer;
    private long _number;
    private long _bytes;
    private long _brokenSince;
    private bool _broken;

    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>How many events are on disk and not through.</summary>
    public long Count { get; private set; }

    /// <summary>The oldest file that was not taken.</summary>
    public SpoolSegment? Oldest => _segments.First?.Value;

    /// <summary>How many events the file that is written to has.</summary>
    public int NewestCount => _segments.Last?.Value.Count ?? 0;

    /// <summary>Whether half of it is free.</summary>
    public bool HasRoom => _bytes <= capacity / 2;

    /// <summary>Whether nothing more is written to a file.</summary>
    public bool IsFinished(SpoolSegment segment) => _writer is null || segment != _segments.Last?.Value;

    /// <summary>Takes the folder, and finds what an earlier process has left in it.</summary>
    /// <returns>How many events; they are numbered from 1.</returns>
    public long Recover()
    {
        try
        {
            Directory.CreateDirectory(Folder);
            _lock = new FileStream(Path.Combine(Folder, LockFile), ForOwnerOnly(FileMode.OpenOrCreate));
            int damaged = 0;
            foreach (string path in Directory.GetFiles(Folder, "*.ndjson").Order(StringComparer.Ordinal))
            {
                if (long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out long number))
                {
                    _number = Math.Max(_number, number);
                    damaged += RecoverFile(path);
                }
            }

            if (damaged > 0)
            {
                diagnostics.SpoolDamaged(Folder, damaged, "Their checksums are wrong.");
            }
        }
        catch (Exception exception)
        {
            diagnostics.SpoolUnavailable(Folder, LogText.Sanitize(exception.Message));
        }

        return Count;
    }

    /// <summary>Writes an event behind the others.</summary>
    /// <param name="json">The event.</param>
    /// <param name="sequence">Its number.</param>
    /// <param name="policy">What is dropped when there is no room.</param>
    /// <param name="pushedOut">How many older events were dropped for it.</param>
    public SpoolAppend Append(ReadOnlySpan<byte> json, long sequence, AssignmentDropPolicy policy, out int pushedOut)
    {
        pushedOut = 0;
        if (_lock is null || (_broken && clock.GetElapsedTime(_brokenSince) < RetryAfterFailure))
        {
            return SpoolAppend.Unavailable;
        }

        byte[] line = SpoolLine.Of(json);
        while (_bytes + line.Length > capacity)
        {
            if (policy == AssignmentDropPolicy.DropNewest || Oldest is null)
            {
                return SpoolAppend.Full;
            }

            SpoolSegment oldest = Take();
            pushedOut += oldest.Count;
            Settle(oldest, oldest.Count);
        }

        try
        {
            if (_writer is null || _segments.Last!.Value.Bytes + line.Length > _largestSegment)
            {
                Begin(sequence);
            }

            _writer!.Write(line);
        }
        catch (Exception exception)
        {
            // A part of the line may be written; as the last line of its file, and without an end, it is ignored.
            Finish();
            if (!_broken)
            {
                diagnostics.SpoolUnavailable(Folder, LogText.Sanitize(exception.Message));
            }

            (_broken, _brokenSince) = (true, clock.GetTimestamp());
            return SpoolAppend.Unavailable;
        }

        SpoolSegment segment = _segments.Last!.Value;
        segment.Count++;
        segment.Bytes += line.Length;
        _bytes += line.Length;
        Count++;
        if (_broken)
        {
            _broken = false;
            diagnostics.SpoolAvailable(Folder);
        }

        return SpoolAppend.Written;
    }

    /// <summary>Takes the oldest file; nothing more is written to it.</summary>
    public SpoolSegment Take()
    {
        SpoolSegment oldest = Oldest!;
        if (!IsFinished(oldest))
        {
            Finish();
        }

        _segments.RemoveFirst();
        return oldest;
    }

    /// <summary>The events of a file that was taken; fewer than it had when the disk has lost some.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Read(SpoolSegment segment)
    {
        try
        {
            List<ReadOnlyMemory<byte>> events = SpoolLine.ReadAll(File.ReadAllBytes(segment.Path), out _);
            if (events.Count < segment.Count)
            {
                diagnostics.SpoolDamaged(Folder, segment.Count - events.Count, "Their checksums are wrong.");
            }

            return events.Count <= segment.Count ? events : events[..segment.Count];
        }
        catch (Exception exception)
        {
            diagnostics.SpoolDamaged(Folder, segment.Count, LogText.Sanitize(exception.Message));
            return [];
        }
    }

    /// <summary>So many more events of a file are through; the file is deleted with the last of them.</summary>
    public void Settle(SpoolSegment segment, int count)
    {
        segment.Settled += count;
        Count -= count;
        if (segment.Settled == segment.Count)
        {
            _bytes -= segment.Bytes;
            Delete(segment.Path);
        }
    }

    /// <summary>Releases the folder; what is in it stays.</summary>
    public void Dispose()
    {
        Finish();
        _lock?.Dispose();
        _lock = null;
    }

    private static FileStreamOptions ForOwnerOnly(FileMode mode)
    {
        // Unbuffered: what is written is with the operating system at once, and survives a kill.
        FileShare share = mode == FileMode.CreateNew ? FileShare.Read : FileShare.None;
        FileStreamOptions options = new() { Mode = mode, Access = FileAccess.Write, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private int RecoverFile(string path)
    {
        byte[] content = File.ReadAllBytes(path);
        int count = SpoolLine.ReadAll(content, out int damaged).Count;
        if (count == 0)
        {
            Delete(path);
            return damaged;
        }

        _segments.AddLast(new SpoolSegment(path, Count + 1, clock.GetTimestamp()) { Count = count, Bytes = content.Length });
        _bytes += content.Length;
        Count += count;
        return damaged;
    }

    private void Begin(long sequence)
    {
        Finish();
        string path = Path.Combine(Folder, FormattableString.Invariant($"{++_number:D12}.ndjson"));
        _writer = new FileStream(path, ForOwnerOnly(FileMode.CreateNew));
        _segments.AddLast(new SpoolSegment(path, sequence, clock.GetTimestamp()));
    }

    private void Finish()
    {
        FileStream? writer = _writer;
        _writer = null;
        if (writer is null)
        {
            return;
        }

        try
        {
            writer.Dispose();
        }
        catch (IOException)
        {
            // What it holds was written before.
        }

        if (_segments.Last is { Value.Count: 0 } empty)
        {
            _segments.RemoveLast();
            Delete(empty.Value.Path);
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception)
        {
            // It is delivered once more at the next start, with the same ids.
        }
    }
}
