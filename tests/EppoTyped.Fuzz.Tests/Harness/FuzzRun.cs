using System.Globalization;
using System.Text;
using EppoTyped.Tests;
using Xunit.Abstractions;

namespace EppoTyped.Fuzz.Tests.Harness;

/// <summary>Numbered inputs, each made from the run's seed and its number alone, the promises every one of them keeps, and the counts.</summary>
/// <param name="name">What is fuzzed.</param>
/// <param name="output">Takes the counts, for the test.</param>
/// <param name="log">Takes the counts, for the log of CI.</param>
internal sealed class FuzzRun(string name, ITestOutputHelper output, CiLog log)
{
    private const double MostMilliseconds = 50;
    private const double Suspicious = 10;
    private const long MostGrowth = 16 * 1024 * 1024;

    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private long _liveAfterWarmUp;
    private double _slowest;
    private long _slowestNumber;

    /// <summary>Another run of the same: <c>EPPO_FUZZ_SEED</c>.</summary>
    public static int Seed { get; } = (int)Setting("EPPO_FUZZ_SEED", 20261128);

    /// <summary>A longer or shorter run of the same: <c>EPPO_FUZZ_SCALE</c>.</summary>
    public static double Scale { get; } = Setting("EPPO_FUZZ_SCALE", 1);

    public void Count(string what, long by = 1) => _counts[what] = _counts.GetValueOrDefault(what) + by;

    /// <summary>Does a part of an input's work, and counts what it costs.</summary>
    public T Timed<T>(string part, Func<T> work)
    {
        double began = CpuClock.Milliseconds();
        T done = work();
        Count($"microseconds {part}", (long)((CpuClock.Milliseconds() - began) * 1000));
        return done;
    }

    public long CountOf(string what) => _counts.GetValueOrDefault(what);

    /// <summary>Runs every input.</summary>
    /// <param name="inputs">How many, before scaling.</param>
    /// <param name="make">Makes an input.</param>
    /// <param name="run">Does what must be done with it, and throws what is found; the random numbers are the same each time.</param>
    /// <param name="show">The input, to be kept where something is found.</param>
    public void Run<T>(long inputs, Func<Random, T> make, Action<T, Random> run, Func<T, byte[]> show)
    {
        inputs = (long)(inputs * Scale);
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
        Tell(inputs, CpuClock.Milliseconds() - began, live);
        Assert.True(live - _liveAfterWarmUp < MostGrowth, $"The live memory has grown from {_liveAfterWarmUp:N0} to {live:N0} bytes.");
    }

    private void Judge<T>(long number, T input, Action<T> run, Func<T, byte[]> show)
    {
        try
        {
            double took = Take(run, input);
            if (took > Suspicious)
            {
                // Once may be the compiler or the collector at work.
                Count("measured again");
                took = Math.Min(took, Take(run, input));
                Assert.True(took <= MostMilliseconds, $"It took {took:F1} ms of processor time twice in a row.");
            }

            (_slowest, _slowestNumber) = took > _slowest ? (took, number) : (_slowest, _slowestNumber);
        }
        catch (Exception exception)
        {
            string path = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"eppotyped-fuzz-{name}-{Seed}-{number}.json"));
            File.WriteAllBytes(path, show(input));
            string text = Encoding.UTF8.GetString(show(input));
            Assert.Fail($"{name}, input {number} of seed {Seed}, kept in {path}: {exception}\n{(text.Length > 6_000 ? text[..6_000] + "..." : text)}");
        }
    }

    private static double Take<T>(Action<T> run, T input)
    {
        double began = CpuClock.Milliseconds();
        run(input);
        return CpuClock.Milliseconds() - began;
    }

    private void Tell(long inputs, double took, long live) => Tell(string.Create(
        CultureInfo.InvariantCulture,
        $"{inputs:N0} inputs in {took / 1000:F1} s of processor time, slowest {_slowest:F1} ms (input {_slowestNumber}), live memory {_liveAfterWarmUp / 1024:N0} -> {live / 1024:N0} KiB; "));

    /// <summary>Says what has been counted.</summary>
    /// <param name="beginning">What is said before.</param>
    public void Tell(string beginning = "")
    {
        IEnumerable<string> counts = _counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Key} {count.Value:N0}"));
        string text = $"fuzz {name}: seed {Seed}, {beginning}{string.Join(", ", counts)}";
        output.WriteLine(text);
        log.Say(text);
    }

    private static double Setting(string variable, double otherwise) => double.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out double given) ? given : otherwise;
}
