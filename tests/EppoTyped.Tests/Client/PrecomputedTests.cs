using System.Text.Json;

namespace EppoTyped.Tests.Configuration;

public sealed class PrecomputedTests
{
    private static readonly string Document = Ufc.Document(
        Ufc.Flag("text", "STRING", """{"a":{"key":"a","value":"café"} }""", """{"key":"alloc","rules":[{"conditions":[{"attribute":"country","operator":"ONE_OF","value":["NL"]}]}],"splits":[{"variationKey":"a","shards":[],"extraLogging":{"holdoutKey":"h1"}}],"doLog":true}"""),
        Ufc.Flag("whole", "INTEGER", """{"n":{"key":"n","value":3.0} }""", Ufc.Allocation("all", "n")),
        Ufc.Flag("real", "NUMERIC", """{"n":{"key":"n","value":1e-7} }""", Ufc.Allocation("all", "n")),
        Ufc.Flag("on", "BOOLEAN", Ufc.OnOff, """{"key":"all","splits":[{"variationKey":"on","shards":[]}],"doLog":false}"""),
        Ufc.Flag("json", "JSON", """{"j":{"key":"j","value":"{\"a\": 1}"}}""", Ufc.Allocation("all", "j")),
        Ufc.Flag("wrong", "INTEGER", """{"n":{"key":"n","value":"x"} }""", Ufc.Allocation("all", "n")),
        Ufc.Flag("nobody", "BOOLEAN", Ufc.OnOff, ""),
        Ufc.Flag("off", "BOOLEAN", Ufc.OnOff, Ufc.Allocation("all", "on"), enabled: false),
        Ufc.Flag("broken", "BOOLEAN", Ufc.OnOff, Ufc.Allocation("all", "on"), totalShards: "0"));

    private readonly Clients.RecordingLogger _log = new();

    [Fact]
    public void A_browser_gets_every_assignment_obfuscated_and_none_is_logged()
    {
        FlagClient client = FlagClient.InMemory(Document, _log, clock: new FakeTimeProvider());
        Dictionary<string, object> attributes = new() { ["country"] = "NL", ["age"] = 30, ["vip"] = true, ["nothing"] = null! };
        using JsonDocument wire = JsonDocument.Parse(client.GetPrecomputedConfiguration("</script>", attributes, "salt"));
        JsonElement part = wire.RootElement.GetProperty("precomputed");
        Assert.Equal((1, "</script>"), (wire.RootElement.GetProperty("version").GetInt32(), part.GetProperty("subjectKey").GetString()));
        Assert.Equal("""{"numericAttributes":{"age":30},"categoricalAttributes":{"country":"NL","vip":true}}""", part.GetProperty("subjectAttributes").GetRawText());

        using JsonDocument response = JsonDocument.Parse(part.GetProperty("response").GetString()!);
        JsonElement root = response.RootElement;
        Assert.Equal(("PRECOMPUTED", true, "salt", "Test"), (root.GetProperty("format").GetString(), root.GetProperty("obfuscated").GetBoolean(), root.GetProperty("salt").GetString(), root.GetProperty("environment").GetProperty("name").GetString()));
        Assert.Equal(UfcDate.ToText(new FakeTimeProvider().GetUtcNow()), root.GetProperty("createdAt").GetString());
        Assert.Empty(root.GetProperty("bandits").EnumerateObject());
        JsonElement flags = root.GetProperty("flags");
        Assert.Equal(
            new Dictionary<string, (string, string)> { ["text"] = ("STRING", "café"), ["whole"] = ("INTEGER", "3"), ["real"] = ("NUMERIC", "1e-7"), ["on"] = ("BOOLEAN", "true"), ["json"] = ("JSON", "{\"a\": 1}") }
                .ToDictionary(pair => Obfuscation.Md5("salt" + pair.Key), pair => (pair.Value.Item1, Obfuscation.Base64(pair.Value.Item2))),
            flags.EnumerateObject().ToDictionary(flag => flag.Name, flag => (flag.Value.GetProperty("variationType").GetString()!, flag.Value.GetProperty("variationValue").GetString()!)));
        Assert.Equal(
            $$$"""{"variationType":"STRING","variationValue":"{{{Obfuscation.Base64("café")}}}","doLog":true,"allocationKey":"{{{Obfuscation.Base64("alloc")}}}","variationKey":"{{{Obfuscation.Base64("a")}}}","extraLogging":{"{{{Obfuscation.Base64("holdoutKey")}}}":"{{{Obfuscation.Base64("h1")}}}"}}""",
            flags.GetProperty(Obfuscation.Md5("salttext")).GetRawText());
        Assert.False(flags.GetProperty(Obfuscation.Md5("salton")).GetProperty("doLog").GetBoolean());
        Assert.Empty(_log.Events);
    }

    [Fact]
    public void A_browser_gets_the_action_a_bandit_would_choose_and_it_is_not_logged()
    {
        Bandits.RecordingBandits log = new();
        FlagClient client = Bandits.BanditData.Client(Bandits.BanditData.Models(Bandits.BanditData.Model(coefficients: Bandits.BanditData.Action("nike"))), log);
        Dictionary<string, Dictionary<string, ContextAttributes>> actions = new()
        {
            ["banner"] = new() { ["nike"] = new() { ["price"] = 2.5, ["color"] = "red" } },
            ["plain"] = new() { ["nike"] = new() },
            ["unknown"] = new() { ["nike"] = new() },
        };

        using JsonDocument wire = JsonDocument.Parse(client.GetPrecomputedConfiguration("anna", null, "salt", actions));

        using JsonDocument response = JsonDocument.Parse(wire.RootElement.GetProperty("precomputed").GetProperty("response").GetString()!);
        JsonProperty bandit = Assert.Single(response.RootElement.GetProperty("bandits").EnumerateObject());
        Assert.Equal(Obfuscation.Md5("saltbanner"), bandit.Name);
        Assert.Equal(
            $$$"""{"banditKey":"{{{Obfuscation.Base64("banner-bandit")}}}","action":"{{{Obfuscation.Base64("nike")}}}","modelVersion":"{{{Obfuscation.Base64("v1")}}}","actionProbability":1,"optimalityGap":0,"actionNumericAttributes":{"{{{Obfuscation.Base64("price")}}}":"{{{Obfuscation.Base64("2.5")}}}"},"actionCategoricalAttributes":{"{{{Obfuscation.Base64("color")}}}":"{{{Obfuscation.Base64("red")}}}"}}""",
            bandit.Value.GetRawText());
        Assert.Empty(log.Actions);
        Assert.Empty(log.Assignments);
    }

    [Fact]
    public void Markup_in_a_key_stays_harmless_in_a_page() =>
        Assert.DoesNotContain("<", FlagClient.InMemory(Document).GetPrecomputedConfiguration("</script>", null), StringComparison.Ordinal);

    [Fact]
    public void A_typed_subject_gives_the_same_and_each_salt_is_new()
    {
        FlagClient client = FlagClient.InMemory(Document, clock: new FakeTimeProvider());
        string typed = client.GetPrecomputedConfiguration(new Subject("alice") { ["country"] = "NL" }, "salt");
        Assert.Equal(client.GetPrecomputedConfiguration("alice", new Dictionary<string, object> { ["country"] = "NL" }, "salt"), typed);
        string Salt() => JsonDocument.Parse(JsonDocument.Parse(client.GetPrecomputedConfiguration(new Subject("alice"))).RootElement.GetProperty("precomputed").GetProperty("response").GetString()!).RootElement.GetProperty("salt").GetString()!;
        Assert.Equal(16, Convert.FromBase64String(Salt()).Length);
        Assert.NotEqual(Salt(), Salt());
    }

    [Fact]
    public void Nothing_throws_before_a_configuration_and_for_nobody()
    {
        FlagClient client = FlagClient.InMemory(null);
        Assert.Contains("PRECOMPUTED", client.GetPrecomputedConfiguration((ISubject)null!), StringComparison.Ordinal);
        Assert.Contains("PRECOMPUTED", client.GetPrecomputedConfiguration((string)null!, null!), StringComparison.Ordinal);
        Assert.Contains("PRECOMPUTED", FlagClient.InMemory(Document).GetPrecomputedConfiguration(new Throwing()), StringComparison.Ordinal);
    }

    private sealed class Throwing : ISubject
    {
        public string Key => throw new InvalidOperationException();

        public bool TryGetAttribute(string name, out AttributeValue value) => throw new InvalidOperationException();

        public void CopyAttributesTo(IDictionary<string, AttributeValue> attributes) => throw new InvalidOperationException();
    }
}
