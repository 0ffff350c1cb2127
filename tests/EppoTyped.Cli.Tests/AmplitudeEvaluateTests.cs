using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace EppoTyped.Cli.Tests;

/// <summary><c>eppo evaluate --engine amplitude</c> from the outside.</summary>
public sealed class AmplitudeEvaluateTests : IDisposable
{
    private const string Flags =
        """
        [{ "key": "checkout",
           "variants": { "fast": { "key": "fast", "value": "fast", "payload": { "steps": [1, 2] } }, "off": { "key": "off", "metadata": { "default": true } } },
           "segments": [
             { "conditions": [[{ "selector": ["context", "user", "country"], "op": "is", "values": ["NL"] }]], "variant": "fast", "metadata": { "segmentName": "Dutch" } },
             { "conditions": [[{ "selector": ["context", "groups", "org", "group_name"], "op": "is", "values": ["acme"] }]], "variant": "fast" },
             { "variant": "off" }] },
         { "key": "banner",
           "variants": { "on": { "key": "on", "value": "on" } },
           "segments": [{ "conditions": [[{ "selector": ["result", "checkout", "key"], "op": "is", "values": ["fast"] }]], "variant": "on" }],
           "dependencies": ["checkout"] }]
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("eppo-amplitude-").FullName;

    public AmplitudeEvaluateTests() => File.WriteAllText(FlagsFile, Flags);

    private string FlagsFile => Path.Combine(_folder, "flags.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Users_and_contexts_give_their_variants_in_order()
    {
        (int exitCode, string[] lines, _) = await EvaluateAsync(
            """{"user":{"user_id":"anna","country":"NL"}}""",
            """{"user":{"user_id":"ben","country":"US"},"flagKeys":null}""",
            "",
            """{"user":{"user_id":"cleo","country":"US","groups":{"org":["acme"]}},"flagKeys":["checkout","nothing"]}""",
            """{"context":{"user":{"country":"NL"}},"flagKeys":["banner"]}""",
            """{"context":{"groups":{"org":{"group_name":"acme"}}},"flagKeys":["checkout"]}""");

        Assert.Equal(0, exitCode);
        const string ForDutch = """{"checkout":{"key":"fast","value":"fast","payload":{"steps":[1,2]},"metadata":{"segmentName":"Dutch"}},"banner":{"key":"on","value":"on"}}""";
        const string ForAcme = """{"checkout":{"key":"fast","value":"fast","payload":{"steps":[1,2]}}}""";
        Assert.Equal(
            [
                $$"""{"variants":{{ForDutch}}}""",
                """{"variants":{"checkout":{"key":"off","metadata":{"default":true}}}}""",
                $$"""{"variants":{{ForAcme}}}""",
                $$"""{"variants":{{ForDutch}}}""",
                $$"""{"variants":{{ForAcme}}}""",
            ],
            lines);
    }

    [Fact]
    public async Task A_malformed_line_is_named_and_the_run_goes_on()
    {
        (int exitCode, string[] lines, _) = await EvaluateAsync(
            "{not json",
            "[]",
            "",
            """{"flagKeys":["checkout"]}""",
            """{"user":{},"context":{}}""",
            """{"user":"anna"}""",
            """{"user":{"user_id":["anna"]}}""",
            """{"user":{"user_id":"\ud800"}}""",
            """{"context":[]}""",
            """{"context":{"user":{"\ud800":1}}}""",
            """{"user":{},"flagKeys":"checkout"}""",
            """{"user":{},"flagKeys":[1]}""",
            """{"user":{"user_id":"anna"},"flagKeys":["checkout"]}""");

        Assert.Equal(1, exitCode);
        JsonNode[] errors = [.. lines.SkipLast(1).Select(line => JsonNode.Parse(line)!)];
        Assert.Equal([1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12], errors.Select(error => (int)error["line"]!));
        Assert.All(errors, error => Assert.NotEmpty((string)error["error"]!));
        Assert.Contains("user_id", (string?)errors[5]["error"], StringComparison.Ordinal);
        Assert.Equal("""{"variants":{"checkout":{"key":"off","metadata":{"default":true}}}}""", lines[^1]);
    }

    [Theory]
    [InlineData("--engine", "growthbook")]
    [InlineData("--bandits", "models.json")]
    [InlineData("--now", "2026-11-21T09:00:00Z")]
    [InlineData("--details", "true")]
    public async Task An_option_that_does_not_go_with_the_engine_is_refused(string option, string value)
    {
        string[] engine = option == "--engine" ? [] : ["--engine", "amplitude"];

        (int exitCode, string output, string error) = await EppoProcess.RunAsync("", ["evaluate", "--config", FlagsFile, .. engine, option, value]);

        Assert.Equal(2, exitCode);
        Assert.StartsWith($"{option}: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("variants", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("[")]
    [InlineData("""[{"key":"\ud800"}]""")]
    public async Task Flags_that_cannot_be_read_are_said_so(string flags)
    {
        await File.WriteAllTextAsync(FlagsFile, flags);

        (int exitCode, _, string error) = await EppoProcess.RunAsync("", "evaluate", "--engine", "amplitude", "--config", FlagsFile);

        Assert.Equal(2, exitCode);
        Assert.StartsWith($"--config: {FlagsFile}: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flag_that_is_set_aside_is_named_and_the_others_answer()
    {
        await File.WriteAllTextAsync(FlagsFile, Flags.Insert(Flags.IndexOf('[') + 1, """{ "key": "odd", "variants": 7 },"""));

        (int exitCode, string[] lines, string error) = await EvaluateAsync("""{"user":{"country":"US"}}""");

        Assert.Equal(0, exitCode);
        Assert.Contains("Flag odd", error.Replace("(odd)", "odd", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("""{"variants":{"checkout":{"key":"off","metadata":{"default":true}}}}""", Assert.Single(lines));
    }

    [SharedDataFact]
    public async Task Amplitudes_own_cases_give_what_they_expect()
    {
        // Each has flags of its own, so each is a run: by its user, and by its context.
        JsonNode[] cases = [.. File.ReadLines(SharedData.Generated!).Select(line => JsonNode.Parse(line)!).Where(@case => @case["expected"]!["variants"] is not null).Take(24)];
        Assert.Equal(24, cases.Length);
        foreach (JsonNode @case in cases)
        {
            await File.WriteAllTextAsync(FlagsFile, @case["flags"]!.ToJsonString());

            (int exitCode, string[] lines, _) = await EvaluateAsync(Line(@case, "user"), Line(@case, "context"));

            Assert.Equal(0, exitCode);
            JsonNode expected = Comparable((@case["expectedMajority"] ?? @case["expected"])!["variants"]!);
            Assert.Equal(2, lines.Length);
            Assert.All(lines, line =>
            {
                JsonNode given = Comparable(JsonNode.Parse(line)!["variants"]!);
                Assert.True(JsonNode.DeepEquals(expected, given), $"{@case["id"]}:\n  expected {expected.ToJsonString()}\n  given    {given.ToJsonString()}");
            });
        }
    }

    private static string Line(JsonNode @case, string who) =>
        new JsonObject { [who] = @case[who]!.DeepClone(), ["flagKeys"] = @case["flagKeys"]?.DeepClone() }.ToJsonString();

    /// <summary>Null and an empty object are as good as missing, and a value goes by its text.</summary>
    private static JsonNode Comparable(JsonNode variants)
    {
        JsonObject comparable = variants.DeepClone().AsObject();
        foreach (JsonObject variant in comparable.Select(entry => entry.Value!.AsObject()))
        {
            foreach (string name in variant.Where(member => member.Value is null or JsonObject { Count: 0 }).Select(member => member.Key).ToArray())
            {
                variant.Remove(name);
            }

            if (variant["value"] is { } value)
            {
                variant["value"] = value is JsonValue text && text.TryGetValue(out string? given) ? given : value.ToJsonString();
            }
        }

        return comparable;
    }

    private async Task<(int ExitCode, string[] Lines, string Error)> EvaluateAsync(params string[] cases)
    {
        (int exitCode, string output, string error) = await EppoProcess.RunAsync(string.Join('\n', cases), "evaluate", "--engine", "amplitude", "--config", FlagsFile);
        return (exitCode, output.Split('\n', StringSplitOptions.RemoveEmptyEntries), error);
    }

    private static class SharedData
    {
        private const string Variable = "EPPO_CONFORMANCE_DIR";

        /// <summary>The file of generated cases, beside the repository or where the variable says; null when there is none.</summary>
        public static string? Generated { get; } = Find();

        public static string SkipReason { get; } =
            $"Skipped: Amplitude's generated.jsonl is not there. Put it at ../shared/conformance/amplitude beside the repository, or name its folder in {Variable}.";

        private static string? Find([CallerFilePath] string thisFile = "")
        {
            string root = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
                ? given
                : Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "shared", "conformance");
            string[] candidates = [Path.Combine(root, "amplitude"), root, Path.Combine(root, "..", "amplitude")];
            return candidates.Select(folder => Path.GetFullPath(Path.Combine(folder, "generated.jsonl"))).FirstOrDefault(File.Exists);
        }
    }

    /// <summary>A fact about shared data, skipped with its reason where the data is missing.</summary>
    private sealed class SharedDataFactAttribute : FactAttribute
    {
        public SharedDataFactAttribute() => Skip = SharedData.Generated is null ? SharedData.SkipReason : null;
    }
}
