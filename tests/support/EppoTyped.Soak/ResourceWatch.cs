using System.Diagnostics;
using System.Globalization;

namespace EppoTyped.Soak;

/// <summary>What the process holds, again and again, and whether it grows: the middle of the first third after the warm-up against that of the last.</summary>
internal sealed class ResourceWatch
{
    private const double MiB = 1024 * 1024;

    // What a flapping server, a collector and a thread pool may move it by; a leak of one piece a client's life is more, in any run of a minute.
    private static readonly (string Name, double Slack)[] Kinds = [("live MiB", 4), ("working set MiB", 48), ("threads", 8), ("handles", 20), ("sockets", 12), ("timers", 10)];

    private readonly List<double[]> _samples = [];

    /// <summary>Looks, and gives what it sees.</summary>
    /// <param name="keep">Whether it counts.</param>
    public string Take(bool keep)
    {
        double[] sample = Look();
        if (keep)
        {
            _samples.Add(sample);
        }

        return Text(sample);
    }

    /// <summary>What has grown.</summary>
    public IEnumerable<string> Growth()
    {
        if (_samples.Count < 6)
        {
            yield return $"Only {_samples.Count} samples were taken: the run was too short to say anything";
            yield break;
        }

        for (int kind = 0; kind < Kinds.Length; kind++)
        {
            (double first, double middle, double last) = (Median(0, kind), Median(1, kind), Median(2, kind));
            // A step up that stays is no leak; what goes on growing is.
            if (last - first > Kinds[kind].Slack && last > middle && middle > first)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{Kinds[kind].Name} grew from {first:0.#} by way of {middle:0.#} to {last:0.#}");
            }
        }
    }

    public override string ToString() => _samples.Count < 3 ? "no samples" : string.Join(", ", Kinds.Select((kind, number) => string.Create(CultureInfo.InvariantCulture, $"{kind.Name} {Median(0, number):0.#} -> {Median(2, number):0.#}")));

    private static string Text(double[] sample) => string.Join(", ", Kinds.Select((kind, number) => string.Create(CultureInfo.InvariantCulture, $"{kind.Name} {sample[number]:0.#}")));

    private static double[] Look()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long live = GC.GetTotalMemory(forceFullCollection: true);
        using Process self = Process.GetCurrentProcess();
        string[] handles = Directory.Exists("/proc/self/fd") ? Directory.GetFileSystemEntries("/proc/self/fd") : [];
        int sockets = handles.Count(handle => Target(handle).StartsWith("socket:", StringComparison.Ordinal));
        return [live / MiB, self.WorkingSet64 / MiB, self.Threads.Count, handles.Length > 0 ? handles.Length : self.HandleCount, sockets, Timer.ActiveCount];
    }

    private static string Target(string handle)
    {
        try
        {
            return File.ResolveLinkTarget(handle, returnFinalTarget: false)?.Name ?? "";
        }
        catch (IOException)
        {
            // Closed meanwhile.
            return "";
        }
    }

    private double Median(int third, int kind)
    {
        int length = _samples.Count / 3;
        double[] values = [.. _samples.Skip(third * length).Take(third == 2 ? _samples.Count : length).Select(sample => sample[kind]).Order()];
        return values[values.Length / 2];
    }
}
