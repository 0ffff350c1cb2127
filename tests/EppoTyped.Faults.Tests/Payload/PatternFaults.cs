using System.Text.Json;

namespace EppoTyped.Faults.Tests;

/// <summary>Patterns and texts that make an engine explode.</summary>
[Trait("Category", "Faults")]
public sealed class PatternFaults
{
    // The first two are searched in linear time; the others cannot be, and time out.
    [Theory]
    [InlineData("^(a+)+$", false)]
    [InlineData("^(a|aa)+$", false)]
    [InlineData("^(a+)+\\1$", true)]
    [InlineData("^(?=(a+)+$)b", true)]
    [InlineData("((a{1,1000}){1,1000})b", true)]
    public async Task F36_A_pattern_that_explodes(string pattern, bool runsOutOfTime)
    {
        await using FaultScene scene = new();
        string Rule(string operatorName) =>
            $$"""{"key":"{{operatorName}}","rules":[{"conditions":[{"attribute":"text","operator":"{{operatorName}}","value":{{JsonSerializer.Serialize(pattern)}}}]}],"splits":[{"variationKey":"one","shards":[]}]}""";
        string found = ReferenceFlags.Flag("found", "BOOLEAN", "true", Rule("MATCHES"));
        string notFound = ReferenceFlags.Flag("not-found", "BOOLEAN", "true", Rule("NOT_MATCHES"));
        string flags = $",{found},{notFound}";
        Dictionary<string, object> hostile = new() { ["text"] = new string('a', 100_000) + "!" };
        Dictionary<string, object> harmless = new() { ["text"] = "!" };
        await scene.PlayBesideAsync(flags, client =>
        {
            // After a time-out neither MATCHES nor NOT_MATCHES holds.
            Assert.False(client.GetBooleanAssignment("found", ReferenceFlags.Subject, hostile, false));
            Assert.Equal(!runsOutOfTime, client.GetBooleanAssignment("not-found", ReferenceFlags.Subject, hostile, false));

            long hostileCalls = 0;
            using CancellationTokenSource enough = new();
            Thread attacker = new(() =>
            {
                while (!enough.IsCancellationRequested)
                {
                    client.GetBooleanAssignment("found", ReferenceFlags.Subject, hostile, false);
                    Interlocked.Increment(ref hostileCalls);
                }
            });
            attacker.Start();
            SpinWait.SpinUntil(() => Interlocked.Read(ref hostileCalls) > 0);
            long before = Interlocked.Read(ref hostileCalls);
            for (int call = 0; call < 1000; call++)
            {
                Assert.True(client.GetBooleanAssignment("not-found", ReferenceFlags.Subject, harmless, false));
                Assert.Equal("red", client.GetStringAssignment("color", ReferenceFlags.Subject, ""));
            }

            // If callers waited for each other's searches, there would be about one of those for each of these.
            long meanwhile = Interlocked.Read(ref hostileCalls) - before;
            enough.Cancel();
            attacker.Join();
            Assert.True(!runsOutOfTime || meanwhile < 250, $"{meanwhile} searches ran out of time while 1000 others were answered.");
        });
        Assert.Equal(runsOutOfTime ? 1 : 0, scene.Log.Lines.Count(line => line.Id == 12));
    }

    [Fact]
    public async Task More_engines_than_memory_is_for()
    {
        // Two thousand linear engines would take 200 MB; those after the first thousand are small ones with the same results.
        const int patterns = 2_000;
        string Flag(int index) => ReferenceFlags.Flag(
            $"p{index}",
            "BOOLEAN",
            "true",
            $$"""{"key":"matching","rules":[{"conditions":[{"attribute":"text","operator":"MATCHES","value":"^(a{{index}}+)+$"}]}],"splits":[{"variationKey":"one","shards":[]}]}""");
        string flags = string.Concat(Enumerable.Range(0, patterns).Select(index => "," + Flag(index)));
        await using FaultScene scene = new();
        await scene.PlayBesideAsync(flags, client => Assert.All(Enumerable.Range(0, patterns), index =>
        {
            bool Evaluate(string text) =>
                client.GetBooleanAssignment($"p{index}", ReferenceFlags.Subject, new Dictionary<string, object> { ["text"] = text }, false);

            // A thread that a busy machine leaves waiting in the middle of a search runs out of its time: twice in a row, and it is the engine.
            Assert.True(Evaluate($"a{index}a{index}") || Evaluate($"a{index}a{index}"));
            Assert.False(Evaluate($"a{index}b"));
        }));
        Assert.DoesNotContain(scene.Log.Lines, line => line.Id is 11);
        Assert.InRange(scene.Log.Lines.Count(line => line.Id is 12), 0, patterns / 100);
    }
}
