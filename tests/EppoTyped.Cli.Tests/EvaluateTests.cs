using System.Text.Json.Nodes;

namespace EppoTyped.Cli.Tests;

/// <summary><c>eppo evaluate</c> from the outside.</summary>
public sealed class EvaluateTests : IDisposable
{
    private const string Configuration =
        """
        { "createdAt": "2026-11-01T00:00:00.000Z", "environment": { "name": "Test" }, "flags": {
          "checkout": { "key": "checkout", "enabled": true, "variationType": "STRING", "totalShards": 10000,
            "variations": { "f": { "key": "f", "value": "fast" } },
            "allocations": [{ "key": "dutch", "doLog": true, "rules": [{ "conditions": [{ "attribute": "country", "operator": "ONE_OF", "value": ["NL"] }] }],
              "splits": [{ "variationKey": "f", "shards": [] }] }] },
          "quiet": { "key": "quiet", "enabled": true, "variationType": "JSON", "totalShards": 10000,
            "variations": { "j": { "key": "j", "value": "{\"a\": [1, 2]}" } },
            "allocations": [{ "key": "all", "doLog": false, "splits": [{ "variationKey": "j", "shards": [] }] }] },
          "dated": { "key": "dated", "enabled": true, "variationType": "BOOLEAN", "totalShards": 10000,
            "variations": { "on": { "key": "on", "value": true } },
            "allocations": [{ "key": "december", "startAt": "2026-12-01T00:00:00Z", "splits": [{ "variationKey": "on", "shards": [] }] }] },
          "shoes": { "key": "shoes", "enabled": true, "variationType": "STRING", "totalShards": 10000,
            "variations": { "s": { "key": "s", "value": "smart" } },
            "allocations": [{ "key": "all", "splits": [{ "variationKey": "s", "shards": [] }] }] } },
          "banditReferences": { "shoe-bandit": { "modelVersion": "v1", "flagVariations": [{ "flagKey": "shoes", "variationKey": "s", "variationValue": "smart" }] } } }
        """;

    private const string Models =
        """
        { "bandits": { "shoe-bandit": { "modelVersion": "v1", "modelData": { "gamma": 1000, "defaultActionScore": 0, "actionProbabilityFloor": 0, "coefficients": {
          "nike": { "intercept": 0, "actionNumericCoefficients": [{ "attributeKey": "price", "coefficient": 1, "missingValueCoefficient": 0 }] } } } } } }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("eppo-evaluate-").FullName;

    public EvaluateTests() => File.WriteAllText(ConfigurationFile, Configuration);

    private string ConfigurationFile => Path.Combine(_folder, "ufc.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Results_come_in_order_with_every_field()
    {
        (int exitCode, string[] lines) = await EvaluateAsync(
            """{"flag":"checkout","type":"STRING","subject":"anna","attributes":{"country":"NL"},"default":"none"}""",
            """{"flag":"checkout","type":"STRING","subject":"ben","attributes":{"country":"US"},"default":"none"}""",
            """{"flag":"quiet","type":"JSON","subject":"anna","attributes":{},"default":{}}""",
            """{"flag":"missing","type":"INTEGER","subject":"anna","default":7}""",
            """{"flag":"checkout","type":"BOOLEAN","subject":"anna","default":false}""");

        Assert.Equal(0, exitCode);
        Assert.Equal(
            [
                """{"flag":"checkout","subject":"anna","value":"fast","code":"MATCH","reason":"TARGETING_MATCH","variation":"f","allocation":"dutch","logged":true}""",
                """{"flag":"checkout","subject":"ben","value":"none","code":"DEFAULT_ALLOCATION_NULL","reason":"DEFAULT","variation":null,"allocation":null,"logged":false}""",
                """{"flag":"quiet","subject":"anna","value":{"a":[1,2]},"code":"MATCH","reason":"STATIC","variation":"j","allocation":"all","logged":false}""",
                """{"flag":"missing","subject":"anna","value":7,"code":"FLAG_UNRECOGNIZED_OR_DISABLED","reason":"ERROR","variation":null,"allocation":null,"logged":false}""",
                """{"flag":"checkout","subject":"anna","value":false,"code":"TYPE_MISMATCH","reason":"ERROR","variation":null,"allocation":null,"logged":false}""",
            ],
            lines.Select(line => JsonNode.Parse(line)!.ToJsonString()));
    }

    [Fact]
    public async Task A_malformed_line_is_named_and_the_run_goes_on()
    {
        (int exitCode, string[] lines) = await EvaluateAsync(
            "{not json",
            """{"flag":"checkout","type":"TEXT","subject":"anna"}""",
            "",
            """{"flag":"checkout","type":"BANDIT","subject":"anna","actions":"nike"}""",
            """{"flag":"checkout","type":"STRING","subject":"\ud800"}""",
            """["flag"]""",
            """{"flag":"checkout","type":"STRING","subject":"anna","default":"\ud800"}""",
            """{"flag":"checkout","type":"JSON","subject":"anna","default":{"\ud800":[]}}""",
            """{"flag":"checkout","type":"STRING","subject":"anna","attributes":{"country":"NL"},"default":"none"}""");

        Assert.Equal(1, exitCode);
        Assert.Equal([1, 2, 4, 5, 6, 7, 8], lines.SkipLast(1).Select(line => (int)JsonNode.Parse(line)!["line"]!));
        Assert.All(lines.SkipLast(1), line => Assert.NotEmpty((string)JsonNode.Parse(line)!["error"]!));
        Assert.Equal("fast", (string?)JsonNode.Parse(lines[^1])!["value"]);
    }

    [Fact]
    public async Task A_bandit_line_prints_its_action_whatever_the_form_of_attributes_and_actions()
    {
        string models = Path.Combine(_folder, "models.json");
        await File.WriteAllTextAsync(models, Models);

        (int exitCode, string[] lines) = await EvaluateAsync(
            [
                """{"flag":"shoes","type":"BANDIT","subject":"anna","attributes":{"age":30,"id":null},"actions":{"nike":{"price":1000},"puma":{}},"default":"none"}""",
                """{"flag":"shoes","type":"BANDIT","subject":"anna","attributes":{"numericAttributes":{"age":30},"categoricalAttributes":{}},"actions":{"puma":{"numericAttributes":{},"categoricalAttributes":{}},"nike":{"numericAttributes":{"price":1000},"categoricalAttributes":{"zip":1}}},"default":"none"}""",
                """{"flag":"shoes","type":"BANDIT","subject":"anna","actions":["puma","puma"],"default":"none"}""",
                """{"flag":"shoes","type":"BANDIT","subject":"anna","actions":[],"default":"none"}""",
                """{"flag":"shoes","type":"BANDIT","subject":"anna","default":"none"}""",
                """{"flag":"checkout","type":"BANDIT","subject":"anna","actions":["nike"],"default":{"any":"json"}}""",
            ],
            "--bandits", models);

        Assert.Equal(0, exitCode);
        Assert.Equal(
            """{"flag":"shoes","subject":"anna","value":"smart","action":"nike","code":"MATCH","reason":"STATIC","variation":"s","allocation":"all","logged":true}""",
            JsonNode.Parse(lines[0])!.ToJsonString());
        Assert.Equal(["nike", "nike", "puma", null, null, null], lines.Select(line => (string?)JsonNode.Parse(line)!["action"]));
        Assert.Equal("json", (string?)JsonNode.Parse(lines[^1])!["value"]!["any"]);
    }

    [Fact]
    public async Task A_bandit_line_without_models_gives_the_variation_alone()
    {
        (int exitCode, string[] lines) = await EvaluateAsync("""{"flag":"shoes","type":"BANDIT","subject":"anna","actions":["nike"],"default":"none"}""");

        Assert.Equal(0, exitCode);
        JsonObject result = JsonNode.Parse(Assert.Single(lines))!.AsObject();
        Assert.Equal("smart", (string?)result["value"]);
        Assert.True(result.ContainsKey("action") && result["action"] is null);
    }

    [Fact]
    public async Task Models_that_cannot_be_read_are_said_so()
    {
        string models = Path.Combine(_folder, "models.json");
        await File.WriteAllTextAsync(models, "{}");

        (int exitCode, _, string error) = await EppoProcess.RunAsync("", "evaluate", "--config", ConfigurationFile, "--bandits", models);

        Assert.Equal(2, exitCode);
        Assert.Contains("--bandits", error, StringComparison.Ordinal);
        Assert.Contains("\"bandits\"", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Details_and_a_fixed_clock_are_options()
    {
        string @case = """{"flag":"dated","type":"BOOLEAN","subject":"anna","default":false}""";

        (_, string[] before) = await EvaluateAsync([@case], "--now", "2026-11-30T23:59:59Z", "--details");
        (_, string[] after) = await EvaluateAsync([@case], "--now", "2026-12-01T00:00:00Z");

        JsonNode early = JsonNode.Parse(before[0])!;
        Assert.False((bool)early["value"]!);
        Assert.Equal("BEFORE_START_TIME", (string?)early["details"]!["allocations"]![0]!["allocationEvaluationCode"]);
        Assert.Equal("2026-11-30T23:59:59.000Z", (string?)early["details"]!["timestamp"]);
        JsonNode late = JsonNode.Parse(after[0])!;
        Assert.True((bool)late["value"]!);
        Assert.Null(late["details"]);
    }

    [Fact]
    public async Task Cases_may_come_from_a_file()
    {
        string cases = Path.Combine(_folder, "cases.jsonl");
        await File.WriteAllTextAsync(cases, """{"flag":"checkout","type":"STRING","subject":"anna","attributes":{"country":"NL"},"default":"none"}""");

        (int exitCode, string output, _) = await EppoProcess.RunAsync(null, "evaluate", "--config", ConfigurationFile, "--input", cases);

        Assert.Equal(0, exitCode);
        Assert.Equal("fast", (string?)JsonNode.Parse(output)!["value"]);
    }

    [Theory]
    [InlineData("--config", "/no/such/file.json")]
    [InlineData("--input", "/no/such/file.jsonl")]
    [InlineData("--bandits", "/no/such/models.json")]
    [InlineData("--now", "tomorrow")]
    [InlineData("--now", "01/02/2026")]
    [InlineData("--config", "/")]
    [InlineData("--nope", "")]
    public async Task A_wrong_option_is_named_before_anything_runs(string option, string value)
    {
        string[] configuration = option == "--config" ? [] : ["--config", ConfigurationFile];

        (int exitCode, string output, string error) = await EppoProcess.RunAsync("", ["evaluate", .. configuration, option, value]);

        // 1 is for a run with malformed lines.
        Assert.Equal(2, exitCode);
        Assert.Contains(option, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("line", output.Split('\n')[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_that_the_system_does_not_give_out_is_said_so()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        (int exitCode, _, string error) = await EppoProcess.RunAsync("", "evaluate", "--config", "/proc/self/mem");

        Assert.Equal(2, exitCode);
        Assert.StartsWith("--config: /proc/self/mem", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_that_cannot_be_read_is_said_so()
    {
        await File.WriteAllTextAsync(ConfigurationFile, """{ "flags": [] }""");

        (int exitCode, _, string error) = await EppoProcess.RunAsync("", "evaluate", "--config", ConfigurationFile);

        Assert.Equal(2, exitCode);
        Assert.Contains("flags", error, StringComparison.Ordinal);
        Assert.DoesNotContain("..", error.Replace(_folder, "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string[] Lines)> EvaluateAsync(params string[] cases) => EvaluateAsync(cases, []);

    private async Task<(int ExitCode, string[] Lines)> EvaluateAsync(string[] cases, params string[] options)
    {
        (int exitCode, string output, _) = await EppoProcess.RunAsync(string.Join('\n', cases), ["evaluate", "--config", ConfigurationFile, .. options]);
        return (exitCode, output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
