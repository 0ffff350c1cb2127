using EppoTyped.Fuzz.Tests.Harness;

namespace EppoTyped.Fuzz.Tests;

/// <summary>What fuzzing has found, each reduced to a small test.</summary>
public sealed class Findings
{
    private const double MostMilliseconds = 50;

    [Theory]
    [InlineData(4_000)]
    [InlineData(40_000)]
    public void A_pattern_of_many_characters_does_not_delay_the_reader_by_half_a_second(int length)
    {
        // Input 158376 of seed 20261128: the automaton of a long pattern takes 15 microseconds per character.
        string configuration = Matching(new string('a', length));

        AssertCheap(() => FlagClient.InMemory(configuration));

        FlagClient client = FlagClient.InMemory(configuration);
        string Ask(int letters) => client.GetStringAssignment("f", "u", [new("text", new string('a', letters))], "no");

        // Asked again where a busy machine let the first search run out of its time.
        Assert.Contains("yes", new[] { Ask(length + 1), Ask(length + 1) });
        Assert.Equal("no", Ask(length - 1));
    }

    private static string Matching(string pattern) =>
        $$"""
        { "flags": { "f": { "key": "f", "enabled": true, "variationType": "STRING", "totalShards": 10000, "variations": { "yes": { "key": "yes", "value": "yes" } },
          "allocations": [{ "key": "a", "rules": [{ "conditions": [{ "attribute": "text", "operator": "MATCHES", "value": "{{pattern}}" }] }], "splits": [{ "variationKey": "yes", "shards": [] }] }] } } }
        """;

    /// <summary>The least of three times, so that compiler and garbage collector do not count.</summary>
    private static void AssertCheap(Action action)
    {
        double least = Enumerable.Range(0, 3).Min(_ =>
        {
            double began = CpuClock.Milliseconds();
            action();
            return CpuClock.Milliseconds() - began;
        });
        Assert.True(least <= MostMilliseconds, $"It takes {least:F1} ms of processor time.");
    }
}
