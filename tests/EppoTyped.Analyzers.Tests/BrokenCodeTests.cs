namespace EppoTyped.Analyzers.Tests;

/// <summary>Code as it is while somebody types: no rule throws, whatever is missing.</summary>
public sealed class BrokenCodeTests
{
    [Theory]
    [InlineData("var a = new Dictionary<string, object>(a) { [\"age\"] = 1 }; FlagClient.Shared.GetStringAssignment(\"checkout\", \"u\", a, \"\");")]
    [InlineData("var a = new Dictionary<string, object>(b); var b = new Dictionary<string, object>(a); FlagClient.Shared.GetStringAssignment(\"checkout\", \"u\", b, \"\");")]
    [InlineData("Dictionary<string, object> a = new() { [] = , [\"age\"] = , { }, { \"x\" }, [1, 2] = 3 }; FlagClient.Shared.GetStringAssignment(\"checkout\", \"u\", a, \"\");")]
    [InlineData("FlagClient.Shared.GetStringAssignment(\"checkout\", \"u\", [new(), new(\"age\"), .., null, new(\"age\", Missing)], \"\");")]
    [InlineData("FlagClient.Shared.GetStringAssignment(\"checkout\", \"u\", new Missing { [\"age\"] = 1 }, \"\");")]
    [InlineData("FlagClient.Shared.GetStringAssignment(\"checkout\", \"u\", new() { [\"age\"] = ")]
    [InlineData("FlagClient.Shared.GetStringAssignment(\"checkout\", attributes: )")]
    [InlineData("FlagClient.Shared.GetBanditAction(\"banner-bandit\", \"u\", null, new Dictionary<string, Dictionary<string, object>> { [\"a\"] = new() { [\"brand_affinity\"] = } }, \"\")")]
    [InlineData("attributes[\"age\"] = 1; FlagClient.Shared.GetStringAssignment(\"checkout\", \"u\", attributes, \"\"); Dictionary<string, object> attributes = new();")]
    [InlineData("for (;;) { EppoClient.Start( }")]
    [InlineData("while ( { await EppoClient.InitializeAsync(); } app.MapGet(x => EppoClient.Start(); class Controller { EppoClient c = EppoClient.Start(")]
    [InlineData("class AController : Missing { EppoClient C => EppoClient.Start(new() { SdkKey = ")]
    [InlineData("new EppoClientOptions { SdkKey = , SdkKey };")]
    [InlineData("new EppoClientOptions { SdkKey = key }; string key = key;")]
    [InlineData("new EppoClientOptions { SdkKey = a ?? b ?? (c ? d : ) , Source = };")]
    [InlineData("Flags.; Flags.Checkout.; new Missing(Flags.Nope.Value(); typeof(CheckoutFlag")]
    public async Task A_rule_does_not_throw_where_something_is_missing(string code)
    {
        // MessagesAsync itself asserts that no analyzer has thrown.
        await Workbench.Of(Sample.Parse("broken", "--- Code.cs\n" + code + "\n--- properties\nEppoFlagsAccessibility=internal\n")).MessagesAsync();
    }
}
