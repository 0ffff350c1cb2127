using System.Globalization;
using System.Text;
using EppoTyped.Tests;
using Xunit.Abstractions;

namespace EppoTyped.Fuzz.Tests.Harness;

/// <summary>Runs numbered inputs, each made from the run's seed and its number alone, checks time and memory, and counts results.</summary>
/// <param name="name">What is fuzzed.</param>
/// <param name="output">Receives the counts, for the test.</param>
/// <param name="log">Receives the counts, for the log of CI.</param>
internal sealed class FuzzRun(string name, ITestOutputHelper output, CiLog log)
{
    private const double MostMilliseconds = 50;
    private const double Suspicious = 10;
    private const long MostGrowth = 16 * 1024 * 1024;

    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private long _liveAfterWarmUp;
    private double _slowest;
    private long _slowestNumber;

    /// <summary>The seed, for other inputs: <c>EPPO_FUZZ_SEED</c>.</summary>
    public static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("EPPO_FUZZ_SEED"), CultureInfo.InvariantCulture, out int given) ? given : 20261128;

    public void Count(string what, long by = 1) => _counts[what] = _counts.GetValueOrDefault(what) + by;

    /// <summary>Runs a part of an input's work, and measures its processor time.</summary>
    public T Timed<T>(string part, Func<T> work)
    {
        double began = CpuClock.Milliseconds();
        T done = work();
        Count($"microseconds {part}", (long)((CpuClock.Milliseconds() - began) * 1000));
        return done;
    }

    public long CountOf(string what) => _counts.GetValueOrDefault(what);

    /// <summary>Runs every input.</summary>
    /// <param name="inputs">The number of inputs, before scaling.</param>
    /// <param name="make">Creates an input.</param>
    /// <param name="run">Uses the input, and throws when it finds a fault; the random numbers are the same each time.</param>
    /// <param name="show">The input as text, to be kept when a fault is found.</param>
    public void Run<T>(long inputs, Func<Random, T> make, Action<T, Random> run, Func<T, byte[]> show)
    {
        inputs = (long)(inputs * RunScale.Value);
        double began = CpuClock.Milliseconds();
        for (long number = 0; number < inputs; number++)
        {
            int seed = unchecked((Seed * 397) ^ (int)(number * 2654435761));
            T input = make(new Random(seed));
            Judge(number, input, input => run(input, new Random(~seed)), show);
            if (number == inputs / 5)
            {
                _liveAfterWarmUp = GC.GetTotalMemory(forceFullCollection: true);
            }
        }

        long live = GC.GetTotalMemory(forceFullCollection: true);
        Report(inputs, CpuClock.Milliseconds() - began, live);
        Assert.True(live - _liveAfterWarmUp < MostGrowth, $"The live memory has grown from {_liveAfterWarmUp:N0} to {live:N0} bytes.");
    }

    private void Judge<T>(long number, T input, Action<T> run, Func<T, byte[]> show)
    {
        try
        {
            double took = Take(run, input);
            if (took > Suspicious)
            {
                // Once may be due to the just-in-time compiler or the garbage collector.
                Count("measured again");
                took = Math.Min(took, Take(run, input));
                Assert.True(took <= MostMilliseconds, $"It took {took:F1} ms of processor time twice in a row.");
            }

            (_slowest, _slowestNumber) = took > _slowest ? (took, number) : (_slowest, _slowestNumber);
        }
        catch (Exception exception)
        {
            string path = Path.Combine(
                Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"eppotyped-fuzz-{name}-{Seed}-{number}.json"));
            File.WriteAllBytes(path, show(input));
            string text = Encoding.UTF8.GetString(show(input));
            Assert.Fail(
                $"{name}, input {number} of seed {Seed}, kept in {path}: {exception}\n{(text.Length > 6_000 ? text[..6_000] + "..." : text)}");
        }
    }

    private static double Take<T>(Action<T> run, T input)
    {
        double began = CpuClock.Milliseconds();
        run(input);
        return CpuClock.Milliseconds() - began;
    }

    private void Report(long inputs, double took, long live) => Report(string.Create(
        CultureInfo.InvariantCulture,
        $"{inputs:N0} inputs in {took / 1000:F1} s of processor time, slowest {_slowest:F1} ms (input {_slowestNumber}), live memory {_liveAfterWarmUp / 1024:N0} -> {live / 1024:N0} KiB; "));

    /// <summary>Reports the counts.</summary>
    /// <param name="beginning">The text before the counts.</param>
    public void Report(string beginning = "")
    {
        IEnumerable<string> counts = _counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Key} {count.Value:N0}"));
        string text = $"fuzz {name}: seed {Seed}, {beginning}{string.Join(", ", counts)}";
        output.WriteLine(text);
        log.Say(text);
    }
}
