using System.Diagnostics;

namespace EppoTyped.Amplitude.Tests.Evaluation;

/// <summary>Texts that keep other engines busy for minutes (docs/protocols/amplitude.md, section 4.12) take this one less than a millisecond.</summary>
public sealed class AttackTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(1);

    public static TheoryData<string, string, string> Attacks => new()
    {
        { "version greater", "1.0.0", "1.2.3-" + new string('a', 40) + "!" },
        { "version greater", "1.0.0", "1.2.3-" + string.Concat(Enumerable.Repeat("a-", 2000)) + "!" },
        { "version less", "1.0.0-alpha", new string('1', 20_000) + "." + new string('0', 20_000) + ".1-a." + new string('.', 2) },
        { "regex match", "^(a+)+$", new string('a', 40) + "!" },
        { "regex match", "(a|aa)+$", new string('a', 2000) + "!" },
        { "regex does not match", @"^(\w+\s?)*$", string.Concat(Enumerable.Repeat("word ", 200)) + "!" },
        { "less", "1", new string('9', 5_000) + "x" },
        { "is", "x", "[" + new string('[', 500) },
        { "contains", "aaaaaaaaaaaaaaab", new string('a', 10_000) },
    };

    [Theory]
    [MemberData(nameof(Attacks))]
    public void An_attack_takes_less_than_a_millisecond(string @operator, string value, string property)
    {
        Engine engine = Engine.OfCondition(@operator, value);
        _ = engine.Holds(property);

        // The quickest of many: other tests run beside this one, and none of them can make it quicker.
        TimeSpan quickest = Enumerable.Range(0, 50).Min(attempt =>
        {
            long start = Stopwatch.GetTimestamp();
            engine.Holds(property);
            return Stopwatch.GetElapsedTime(start);
        });

        Assert.True(quickest < Longest, $"{quickest.TotalMilliseconds} ms");
        Assert.DoesNotContain(engine.Log.Lines, line => line.Id.Id == 12);
    }
}
