using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>The last good configuration on disk. Whatever the disk does, nothing of it throws: the client goes on from memory.</summary>
/// <remarks>
/// Written off the poll's path, one after the other, the latest only. Several processes may share it: the last writer wins.
/// </remarks>
internal sealed class LastGoodFile(string path, string binding, long maxBytes, ILogger diagnostics, string optionsName)
{
    private static readonly TimeSpan LongestWrite = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestUnrenewed = TimeSpan.FromHours(1);

    private readonly object _queue = new();
    private ConfigurationResponse? _next;
    private Task _writing = Task.CompletedTask;
    private bool _busy;
    private bool _swept;
    private Once _failure;

    /// <summary>The oldest that is used; null for any.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>
    /// How long a file counts as just confirmed. Writing it at every poll would wear the disk; never writing it again would make an
    /// unchanged configuration old.
    /// </summary>
    public TimeSpan RenewalInterval => MaxAge is { } oldest && oldest / 10 < LongestUnrenewed ? oldest / 10 : LongestUnrenewed;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Ends when everything passed to <see cref="Write"/> so far is on disk, or could not be written.</summary>
    public Task Written
    {
        get
        {
            lock (_queue)
            {
                return _writing;
            }
        }
    }

    /// <summary>Reads it. What cannot be used is set aside with a warning.</summary>
    /// <returns>Null when there is none that can be used.</returns>
    public ConfigurationResponse? Read()
    {
        try
        {
            byte[]? content = ReadContent();
            string? problem = $"It is larger than {maxBytes} bytes, more than {optionsName}.MaxConfigurationBytes allows for.";
            ConfigurationResponse? response = content is null ? null : LastGoodFormat.Read(content, binding, out problem);
            if (problem is not null)
            {
                SetAside(problem);
            }

            return response;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception)
        {
            diagnostics.LastGoodRefused(Path, $"It cannot be read: {LogText.Sanitize(exception.Message)}", "");
            return null;
        }
    }

    /// <summary>Renames a file that cannot be used, so that people can look at it and the next one has its place.</summary>
    public void SetAside(string problem)
    {
        string measure;
        try
        {
            File.Move(Path, Path + ".bad", overwrite: true);
            measure = $"It is set aside as {Path}.bad.";
        }
        catch (Exception exception)
        {
            measure = $"It cannot be set aside: {LogText.Sanitize(exception.Message)}";
        }

        diagnostics.LastGoodRefused(Path, problem, measure);
    }

    /// <summary>Writes it soon, in the background.</summary>
    public void Write(ConfigurationResponse response)
    {
        lock (_queue)
        {
            _next = response;
            if (!_busy)
            {
                _busy = true;
                _writing = Task.Run(WriteAll);
            }
        }
    }

    /// <summary>Writes it now: the file is the old one or the new one, whole, whenever the process or the machine dies.</summary>
    public void Save(ConfigurationResponse response)
    {
        try
        {
            SweepOnce();
            byte[] content = LastGoodFormat.Write(binding, response);
            // In the same folder, because only there a rename is atomic; of its own name, because another process may be writing too.
            string temporary = $"{Path}.{Guid.NewGuid():N}.tmp";
            try
            {
                using (FileStream file = new(temporary, NewForOwnerOnly()))
                {
                    file.Write(content);
                    file.Flush(flushToDisk: true);
                }

                File.Move(temporary, Path, overwrite: true);
            }
            catch
            {
                File.Delete(temporary);
                throw;
            }
        }
        catch (Exception exception)
        {
            if (_failure.TryEnter())
            {
                diagnostics.LastGoodNotWritten(Path, LogText.Sanitize(exception.Message));
            }
        }
    }

    private static FileStreamOptions NewForOwnerOnly()
    {
        // CreateNew follows no link that stands in the file's place.
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private void WriteAll()
    {
        while (true)
        {
            ConfigurationResponse next;
            lock (_queue)
            {
                if (_next is null)
                {
                    _busy = false;
                    return;
                }

                (next, _next) = (_next, null);
            }

            Save(next);
        }
    }

    private byte[]? ReadContent()
    {
        using FileStream file = new(Path, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });
        if (file.Length > maxBytes)
        {
            return null;
        }

        byte[] content = new byte[file.Length];
        int length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        return content[..length];
    }

    /// <summary>Deletes what processes that were killed while writing have left behind.</summary>
    private void SweepOnce()
    {
        if (_swept)
        {
            return;
        }

        _swept = true;
        string prefix = System.IO.Path.GetFileName(Path) + ".";
        // By the system's clock, as the times of files are.
        DateTime limit = TimeProvider.System.GetUtcNow().UtcDateTime - LongestWrite;
        foreach (FileInfo left in new DirectoryInfo(System.IO.Path.GetDirectoryName(Path)!).EnumerateFiles("*.tmp"))
        {
            if (left.Name.StartsWith(prefix, StringComparison.Ordinal) && left.LastWriteTimeUtc < limit)
            {
                left.Delete();
            }
        }
    }
}
