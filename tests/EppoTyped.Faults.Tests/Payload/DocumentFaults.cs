using System.Collections.Concurrent;
using System.Text;
using EppoTyped.Tests.Configuration;

namespace EppoTyped.Faults.Tests;

/// <summary>Responses that are complete JSON, with faults of the document as a whole.</summary>
[Trait("Category", "Faults")]
public sealed class DocumentFaults
{
    private const int Deep = 10_000;
    private const int Million = 1_000_000;

    public static TheoryData<string, string, string?> Shapes()
    {
        string good = ReferenceFlags.Json("red");
        string inner = good[(good.IndexOf("\"flags\":{", StringComparison.Ordinal) + "\"flags\":{".Length)..good.LastIndexOf('}')]
            .TrimEnd()[..^1];
        return new()
        {
            { "a byte order mark", "\uFEFF" + good, null },
            { "a flag said twice", good.Replace("\"color\":{", "\"color\":\"none\",\"color\":{", StringComparison.Ordinal), null },
            {
                "a property said twice",
                good.Replace("\"enabled\":true", "\"enabled\":\"no\",\"enabled\":true", StringComparison.Ordinal),
                null
            },
            { "flags said twice", good.Replace("\"flags\":{", "\"flags\":{\"gone\":7},\"flags\":{", StringComparison.Ordinal), null },
            { "flags said twice, the last time badly", $"{{\"flags\":{{{inner}}},\"flags\":[]}}", "\"flags\" is an array" },
            { "a comma behind the last flag", $"{{\"flags\":{{{inner},}}}}", "is not JSON" },
            { "a comment", good.Insert(1, "/* the shop's */"), "is not JSON" },
            { "something behind it", good + "{}", "is not JSON" },
            { "single quotes", good.Replace('"', '\''), "is not JSON" },
        };
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task F31_Repetitions_marks_and_commas(string what, string document, string? refusal)
    {
        if (refusal is not null)
        {
            await FaultScene.PlayRefusedAsync(document, refusal);
            return;
        }

        await using FaultScene scene = new();
        scene.Saw(what);
        await scene.PlayInUseAsync(document);
        Assert.DoesNotContain(scene.Log.Lines, line => line.Id == 10);
    }

    [Fact]
    public async Task F32_Nesting_and_lengths_without_measure()
    {
        string deep = new string('[', Deep) + new string(']', Deep);
        await FaultScene.PlayRefusedAsync(ReferenceFlags.Json("red").Insert(1, $"\"deep\":{deep},"), "depth");

        // The text of a JSON variation is a document of its own: only calls that select it are affected.
        string million = string.Join(',', Enumerable.Range(0, Million).Select(index => $"\"{index}\""));
        string oneOf(string value) =>
            "{\"key\":\"listed\",\"rules\":[{\"conditions\":[{\"attribute\":\"number\",\"operator\":\"ONE_OF\",\"value\":"
                + value + "}]}],\"splits\":[{\"variationKey\":\"one\",\"shards\":[]}]}";
        string[] odd =
        [
            ReferenceFlags.Flag("deep", "JSON", $"\"{deep}\"", ReferenceFlags.Everybody),
            ReferenceFlags.Flag("deep-list", "BOOLEAN", "true", oneOf("[[[[1]]]]")),
            ReferenceFlags.Flag("million", "BOOLEAN", "true", oneOf($"[{million}]")),
            ReferenceFlags.Flag("megabyte", "STRING", $"\"{new string('x', Million)}\"", ReferenceFlags.Everybody),
            ReferenceFlags.Flag("allocations", "BOOLEAN", "true", string.Join(',', Enumerable.Repeat("7", Million))),
        ];
        await using FaultScene scene = new();
        await scene.PlayBesideAsync("," + string.Join(',', odd), client =>
        {
            Assert.Equal("mine", client.GetJsonStringAssignment("deep", ReferenceFlags.Subject, "mine"));
            Assert.Equal(EvaluationError.ParseError, client.GetJsonStringAssignmentDetails("deep", ReferenceFlags.Subject, "mine").Error);
            Assert.Equal(
                EvaluationCode.DefaultAllocationNull,
                client.GetBooleanAssignmentDetails(
                    "deep-list", ReferenceFlags.Subject, new Dictionary<string, object> { ["number"] = 1 }, true).Code);
            Assert.True(
                client.GetBooleanAssignment(
                    "million", ReferenceFlags.Subject, new Dictionary<string, object> { ["number"] = "999999" }, false));
            Assert.True(
                client.GetBooleanAssignment(
                    "million", ReferenceFlags.Subject, new Dictionary<string, object> { ["number"] = 999_999 }, false));
            Assert.False(
                client.GetBooleanAssignment(
                    "million", ReferenceFlags.Subject, new Dictionary<string, object> { ["number"] = Million }, false));
            Assert.Equal(Million, client.GetStringAssignment("megabyte", ReferenceFlags.Subject, "").Length);
            FaultScene.AssertDefault(client, "allocations", EvaluationError.ParseError);
        });
        Assert.InRange(scene.Single(10).Length, 1, 1000);

        // As many flags that cannot be read: the log names the first of them.
        await using FaultScene many = new();
        await many.PlayBesideAsync(
            "," + string.Join(',', Enumerable.Range(0, 100_000).Select(index => $"\"none-{index}\":{index}")),
            client => Assert.Equal(100_000, client.Core.Table.RejectedFlags));
        Assert.Equal(20, many.Log.Lines.Count(line => line.Id == 10));
        Assert.Contains("99980 more flags", many.Single(13), StringComparison.Ordinal);
    }

    [Fact]
    public async Task F39_Fifty_thousand_flags_in_fifty_megabytes()
    {
        // While it is read callers continue without allocations, and each gets the old value or the new one.
        const int flags = 50_000;
        string filling = new('x', 700);
        string more = "," + string.Join(
            ',',
            Enumerable.Range(0, flags).Select(
                index => ReferenceFlags.Flag($"flag-{index}", "STRING", $"\"{index} {filling}\"", ReferenceFlags.Everybody)));
        string big = ReferenceFlags.Json("blue", more);
        Assert.InRange(Encoding.UTF8.GetByteCount(big), 45_000_000, 60_000_000);

        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Json(big, "\"big\""));
        server.Good("red", "\"1\"");
        EppoClient client = await scene.InitializeAsync(scene.Options(server.BaseUrl));
        FaultScene.AssertAnswers(client, "red");
        server.Fail();

        using CancellationTokenSource read = new();
        Task<(long Red, long Blue, long Other, long Bytes)> caller = Task.Factory.StartNew(
            () => Count(client, read.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        bool polled = await scene.PollAsync(client, server);
        await read.CancelAsync();
        (long red, long blue, long other, long bytes) = await caller;

        Assert.True(polled, scene.Log.Lines.Last().Text);
        Assert.Equal((0L, 0L), (other, bytes));
        Assert.InRange(red, 1, long.MaxValue);
        Assert.InRange(blue, 1, long.MaxValue);
        FaultScene.AssertAnswers(client, "blue");
        Assert.StartsWith("49999 ", client.GetStringAssignment("flag-49999", ReferenceFlags.Subject, ""), StringComparison.Ordinal);
        server.Good("red", "\"2\"");
        await scene.AssertRecoversAsync(client, "red");
    }

    [Theory]
    [InlineData("a configuration without flags", null)]
    [InlineData("a configuration without flags", 0.5)]
    [InlineData("most flags are gone", 0.5)]
    [InlineData("most flags can no longer be read", 0.5)]
    [InlineData("as many flags, but other ones", 0.5)]
    public async Task F40_A_configuration_that_shrinks(string what, double? guard)
    {
        string json = ReferenceFlags.Json("blue");
        string shrunk = what switch
        {
            "a configuration without flags" => """{"environment":{"name":"Test"},"flags":{}}""",
            "most flags are gone" => "{\"flags\":{" + ReferenceFlags.Flag("color", "STRING", "\"blue\"", ReferenceFlags.Everybody) + "}}",
            "most flags can no longer be read" => json.Replace("\"enabled\":true", "\"enabled\":\"true\"", StringComparison.Ordinal),
            _ => json
                .Replace("{\"key\":\"", "{\"key\":\"x", StringComparison.Ordinal)
                .Replace("\":{\"key\":\"x", "-x\":{\"key\":\"x", StringComparison.Ordinal),
        };
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Json(shrunk, "\"shrunk\""));
        if (guard is not null)
        {
            EppoClient guarded = await scene.PlayWarmAsync(server, change: options => options with { RejectShrinkBeyond = guard });
            Assert.Contains("RejectShrinkBeyond", scene.Single(21), StringComparison.Ordinal);
            // It was read once in four polls, and the defects of its flags were logged once.
            Assert.Equal(what.EndsWith("read", StringComparison.Ordinal) ? 5 : 0, scene.Log.Lines.Count(line => line.Id == 10));

            // A shrinking that is intended is accepted.
            guarded.SetConfiguration(EppoConfiguration.FromResponses("""{"flags":{}}"""));
            FaultScene.AssertDefaults(guarded, EvaluationError.FlagNotFound);
            return;
        }

        server.Good("red", "\"1\"");
        EppoClient client = await scene.InitializeAsync(scene.Options(server.BaseUrl));
        server.Fail();
        Assert.True(await scene.PollAsync(client, server));
        Assert.True(await scene.PollAsync(client, server));
        FaultScene.AssertDefaults(client, EvaluationError.FlagNotFound);
        Assert.Contains("has no flags, the last one had 6", scene.Single(27), StringComparison.Ordinal);
        server.Good("blue", "\"2\"");
        await scene.AssertRecoversAsync(client, "blue");
    }

    [Fact]
    public async Task F41_A_configuration_of_another_environment()
    {
        await using FaultScene scene = new();
        string other = ReferenceFlags.Json("red").Replace("\"Test\"", "\"Production\"", StringComparison.Ordinal);
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Json(other, "\"2\""));
        server.Good("red", "\"1\"");
        EppoClient client = await scene.InitializeAsync(scene.Options(server.BaseUrl));
        BlockingCollection<ConfigurationChangedEventArgs> changes = [];
        client.ConfigurationChanged += (_, change) => changes.Add(change);
        server.Fail();
        Assert.True(await scene.PollAsync(client, server));
        Assert.True(await scene.PollAsync(client, server));

        // No flag has changed, and yet all of them belong to another environment.
        Assert.True(changes.TryTake(out ConfigurationChangedEventArgs? change, FaultScene.Bound));
        Assert.Equal(("Test", "Production"), (change.PreviousEnvironmentName, change.EnvironmentName));
        Assert.Equal((0, 0, 0), (change.Added.Count, change.Removed.Count, change.Changed.Count));
        Assert.Contains("belongs to the environment Production, the last one to Test", scene.Single(28), StringComparison.Ordinal);
        Assert.Equal("Production", client.GetStringAssignmentDetails("color", ReferenceFlags.Subject, "").Details.EnvironmentName);
        FaultScene.AssertAnswers(client, "red");

        server.Good("blue", "\"3\"");
        await scene.AssertRecoversAsync(client, "blue");
        Assert.Equal(2, scene.Log.Lines.Count(line => line.Id == 28));
    }

    [Fact]
    public async Task F42_An_obfuscated_configuration()
    {
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(
            Answers.Json(Obfuscation.Of(ReferenceFlags.Json("green")), "\"c2\""));
        server.Then(Answers.Json(Obfuscation.Of(ReferenceFlags.Json("red")), "\"c1\""));
        EppoClient client = await scene.InitializeAsync(scene.Options(server.BaseUrl));
        FaultScene.AssertAnswers(client, "red");
        server.Fail();
        Assert.True(await scene.PollAsync(client, server));
        FaultScene.AssertAnswers(client, "green");
        Assert.Contains("client tokens", scene.Single(54), StringComparison.Ordinal);
        server.Good("blue", "\"2\"");
        await scene.AssertRecoversAsync(client, "blue");
        Assert.Contains("client tokens", scene.Single(54), StringComparison.Ordinal);
    }

    private static (long Red, long Blue, long Other, long Bytes) Count(FlagClient client, CancellationToken end)
    {
        long red = 0, blue = 0, other = 0;
        client.GetStringAssignment("color", ReferenceFlags.Subject, "");
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isLast = false;
        while (!isLast)
        {
            // Evaluated once more after the end of the poll: that value is the new one.
            isLast = end.IsCancellationRequested;
            switch (client.GetStringAssignment("color", ReferenceFlags.Subject, ""))
            {
                case "red":
                    red++;
                    break;
                case "blue":
                    blue++;
                    break;
                default:
                    other++;
                    break;
            }
        }

        return (red, blue, other, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
