using System.Text.Json;
using EppoTyped.CompilerServices;
using EppoTyped.Tests.Polling;

namespace EppoTyped.Tests.Configuration;

public sealed class ClientFormatTests
{
    private static readonly string Plain = Ufc.Document(
        Ufc.Flag("text", "STRING", """{"a":{"key":"a","value":"café 😀"},"b":{"key":"b","value":""} }""", string.Join(',', [
            Ufc.Allocation("one-of", "a", Ufc.Condition("country", "ONE_OF", """["NL","7","true","1.5"]""")),
            Ufc.Allocation("none-of", "b", Ufc.Condition("country", "NOT_ONE_OF", """["US","DE"]""")),
            """{"key":"split","splits":[{"variationKey":"a","shards":[{"salt":"sält","ranges":[{"start":0,"end":4000}]}],"extraLogging":{"holdoutKey":"h1"}},{"variationKey":"b","shards":[{"salt":"sält","ranges":[{"start":4000,"end":9000}]}]}],"doLog":true}"""])),
        Ufc.Flag("whole", "INTEGER", """{"n":{"key":"n","value":-42},"m":{"key":"m","value":9007199254740993}}""", string.Join(',', [
            Ufc.Allocation("old", "n", Ufc.Condition("age", "GTE", "50") + "," + Ufc.Condition("age", "LT", "\"70\"")),
            Ufc.Allocation("version", "m", Ufc.Condition("version", "GT", "\"1.2.3\""))])),
        Ufc.Flag("real", "NUMERIC", """{"n":{"key":"n","value":2.5},"bad":{"key":"bad","value":"x"}}""", string.Join(',', [
            Ufc.Allocation("id", "n", Ufc.Condition("id", "MATCHES", "\"^subject-1\"")),
            Ufc.Allocation("no-mail", "bad", Ufc.Condition("email", "IS_NULL", "true"))])),
        Ufc.Flag("on", "BOOLEAN", Ufc.OnOff, string.Join(',', [
            Ufc.Allocation("dated", "off", more: "\"startAt\":\"2020-01-01T00:00:00Z\",\"endAt\":\"2021-01-01T00:00:00Z\","),
            Ufc.Allocation("mail", "on", Ufc.Condition("email", "NOT_MATCHES", "\"@example\\\\.com$\"") + "," + Ufc.Condition("email", "IS_NULL", "false"))])),
        Ufc.Flag("json", "JSON", """{"j":{"key":"j","value":"{\"a\": [1, \"é\"]}"}}""", Ufc.Allocation("all", "j")),
        Ufc.Flag("disabled", "BOOLEAN", Ufc.OnOff, Ufc.Allocation("all", "on"), enabled: false),
        Ufc.Flag("broken", "BOOLEAN", Ufc.OnOff, Ufc.Allocation("all", "on"), totalShards: "0"));

    private static readonly (string Flag, VariationType Type)[] Flags =
    [
        ("text", VariationType.String), ("whole", VariationType.Integer), ("real", VariationType.Numeric), ("on", VariationType.Boolean),
        ("json", VariationType.Json), ("disabled", VariationType.Boolean), ("broken", VariationType.Boolean),
        ("missing", VariationType.String), ("text", VariationType.Boolean),
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_evaluates_as_the_plain_form_does_for_every_subject_with_the_same_details(bool formatFirst)
    {
        FlagTable plain = Ufc.Read(Plain), hidden = Ufc.Read(Obfuscation.Of(Plain, formatFirst));
        (object?, object?, object?, object?)[] attributes =
        [
            (null, null, null, null), ("NL", 60, "a@example.com", "1.2.4"), ("US", 49L, "a@other.org", "1.2.3"), (7, "55", null, "2"),
            (true, 70.0, "x", "1.10.0"), (1.5, -1, "", null), ("nl", "old", 3, "10.0.0"),
        ];
        int answered = 0;
        for (int index = 0; index < 300; index++)
        {
            (object? country, object? age, object? email, object? version) = attributes[index % attributes.Length];
            (string, object?)[] bag =
            [
                ("country", country),
                ("age", age),
                ("email", email),
                ("version", version),
                .. index % 11 == 0 ? [("id", (object?)"subject-2")] : Array.Empty<(string, object?)>(),
            ];
            foreach ((string flag, VariationType type) in Flags)
            {
                (int outcome, EvaluationDetails details) = Evaluate(plain, flag, type, "subject-" + index, bag);
                (int hiddenOutcome, EvaluationDetails hiddenDetails) = Evaluate(hidden, flag, type, "subject-" + index, bag);
                Assert.Equal(outcome, hiddenOutcome);
                Assert.Equal(Outline(details), Outline(hiddenDetails));
                answered += outcome >= 0 ? 1 : 0;
            }
        }

        Assert.InRange(answered, 600, 1500);
    }

    [Fact]
    public void Details_have_the_names_of_the_subject_and_decoded_texts()
    {
        FlagClient client = FlagClient.InMemory(Obfuscation.Of(Plain));
        EvaluationDetails details = client.GetIntegerAssignmentDetails(
            "whole", "alice", new Dictionary<string, object> { ["age"] = 60 }, 0).Details;
        Assert.Equal(
            ("whole", "n", "old", "Test"),
            (details.FlagKey, details.VariationKey, details.MatchedAllocation!.Key, details.EnvironmentName));
        EvaluatedCondition age = details.MatchedRule!.Conditions[0];
        Assert.Equal(("age", "GTE", "50"), (age.Attribute, age.Operator, age.Value.GetString()));
        Assert.Equal(Obfuscation.Md5("version"), details.Allocations[1].EvaluatedRules.Concat(
            client.GetIntegerAssignmentDetails("whole", "alice", 0).Details.Allocations[1].EvaluatedRules).Single().Conditions[0].Attribute);
    }

    [Fact]
    public void Handles_find_their_flag_and_events_have_the_key_of_the_call()
    {
        Clients.RecordingLogger log = new();
        FlagClient client = FlagClient.InMemory(Obfuscation.Of(Plain), log);
        Flag<string> text = GeneratedCodeV1.Text("text", "default");
        Assert.Equal("café 😀", client.GetValue(text, new Subject("alice") { ["country"] = "NL" }));
        Assert.Equal("café 😀", client.GetStringAssignment("text", "bob", new Dictionary<string, object> { ["country"] = "NL" }, "default"));
        Assert.Equal(
            -42,
            client.GetDetails(
                GeneratedCodeV1.Integer("whole", 0, long.MinValue, long.MaxValue), new Subject("alice") { ["age"] = 55 }).Value);
        Assert.All(
            log.Events.Take(2),
            assignment =>
                Assert.Equal(("text", "text-one-of", "a"), (assignment.FeatureFlag, assignment.Experiment, assignment.Variation)));
        Assert.Equal(3, log.Events.Count);
        Assert.Equal(
            Flags.Select(flag => flag.Flag).Distinct().Where(key => key != "missing").Select(Obfuscation.Md5).Order(StringComparer.Ordinal),
            client.FlagKeys);
    }

    [Fact]
    public async Task A_client_token_in_use_is_logged_once()
    {
        LogCapture log = new();
        await using EppoClient client = EppoClient.Start(
            new EppoClientOptions { Offline = true, AttachToShared = false, LoggerFactory = log.Factory });
        client.SetConfiguration(EppoConfiguration.FromResponses(Obfuscation.Of(Plain)));
        client.SetConfiguration(EppoConfiguration.FromResponses(Obfuscation.Of(Plain, formatFirst: false)));
        Assert.Single(log.Lines, line => line.Id == 54);
    }

    [Theory]
    [InlineData("\"operator\":\"", "\"operator\":\"00", "unknown operator")]
    [InlineData("\"salt\":\"", "\"salt\":\"?", "expected a string, found null")]
    [InlineData("\"variations\":{", "\"variations\":7,\"x\":{", "expected an object, found a number")]
    public void A_flag_that_cannot_be_decoded_is_set_aside(string from, string to, string says)
    {
        string hidden = Obfuscation.Of(Plain).Replace(from, to, StringComparison.Ordinal);
        EvaluationDetails details = Evaluate(Ufc.Read(hidden), "text", VariationType.String, "alice", []).Details;
        Assert.Equal(EvaluationError.ParseError, details.Error);
        Assert.Contains(says, details.FlagEvaluationDescription, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"format\":\"CLIENT\"}")]
    [InlineData("{\"format\":\"CLIENT\",\"flags\":7}")]
    [InlineData("{\"flags\":{},\"format\":\"CLIENT\"")]
    [InlineData("{\"format\":\"CLIENT\",\"flags\":{\"a\":{\"allocations\":[[]],\"variations\":[]}},\"x\":}")]
    public void An_invalid_document_is_refused_and_does_not_throw(string json)
    {
        Assert.Null(
            UfcReader.Read(
                System.Text.Encoding.UTF8.GetBytes(json),
                default,
                Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance,
                out string? problem));
        Assert.NotNull(problem);
    }

    [Fact]
    public void A_bandit_chooses_the_same_and_its_event_has_the_plain_key()
    {
        string flags = Bandits.BanditData.Flags();
        string models = Bandits.BanditData.Models(
            Bandits.BanditData.Model(coefficients: Bandits.BanditData.Action("nike") + "," + Bandits.BanditData.Action("puma", 101)));
        Bandits.RecordingBandits plainLog = new(), hiddenLog = new();
        FlagClient plain = Bandits.BanditData.Client(models, plainLog, flags);
        FlagClient hidden = Bandits.BanditData.Client(models, hiddenLog, Obfuscation.Of(flags));

        for (int number = 0; number < 50; number++)
        {
            Assert.Equal(
                plain.GetBanditAction("banner", $"subject-{number}", null, ["nike", "puma"], "none"),
                hidden.GetBanditAction("banner", $"subject-{number}", null, ["nike", "puma"], "none"));
        }

        Assert.Equal(50, hiddenLog.Actions.Count);
        Assert.Equal(plainLog.Actions.Select(Outline), hiddenLog.Actions.Select(Outline));
        Assert.True(hidden.Core.Table.Bandits.IsComplete);
        Assert.Equal("nike", hidden.GetBestAction("banner", null, ["nike"], "none"));

        static (string, string, string, double) Outline(BanditActionEvent action) =>
            (action.FlagKey, action.BanditKey, action.Action, action.ActionProbability);
    }

    private static readonly ClientCore Core = new(null, new FakeTimeProvider(Ufc.Now), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);

    private static (int Outcome, EvaluationDetails Details) Evaluate(
        FlagTable table, string flag, VariationType type, string subject, (string Name, object? Value)[] attributes)
    {
        Dictionary<string, object?> bag = attributes.ToDictionary(
            attribute => attribute.Name, attribute => attribute.Value, StringComparer.Ordinal);
        EvaluationDetails details = DetailedCall.Run(Core, table, flag, type, new SubjectView(subject, bag), out int outcome);
        if (table.TryFind(flag, out CompiledFlag? found) && found is { Enabled: true, Defect: null } && found.Type == type)
        {
            int quick = found.Evaluate(new SubjectView(subject, bag), new FakeTimeProvider(Ufc.Now));
            Assert.Equal(outcome == Outcome.Unusable ? Math.Max(quick, 0) : outcome, quick);
        }

        return (outcome, details);
    }

    /// <summary>
    /// What both forms must agree on: everything but the names of attributes that the subject lacks, and the configured values of
    /// conditions.
    /// </summary>
    private static string Outline(EvaluationDetails details) => JsonSerializer.Serialize(new
    {
        details.FlagKey, details.VariationKey,
        Value = details.VariationValue.ValueKind is JsonValueKind.Undefined or JsonValueKind.String
            ? details.VariationValue.ToString()
            : details.VariationValue.GetRawText(),
        Code = details.FlagEvaluationCode.ToWire(), Reason = details.Reason.ToWire(), Error = details.Error.ToWire(),
        Description = details.Error == EvaluationError.ParseError ? "" : details.FlagEvaluationDescription,
        Allocations = details.Allocations.Select(allocation => new
        {
            allocation.Key, Code = allocation.Code.ToString(),
            Rules = allocation.EvaluatedRules.Select(
                rule => rule.Conditions.Select(condition => $"{condition.Operator} {condition.AttributeValue} {condition.Matched}")),
            Splits = allocation.EvaluatedSplits.Select(
                split =>
                    $"{split.VariationKey} {split.Matched} {string.Join(' ', split.Shards.Select(shard => $"{shard.Salt} {shard.ShardValue} {shard.Matched}"))}"),
        }),
    });
}
