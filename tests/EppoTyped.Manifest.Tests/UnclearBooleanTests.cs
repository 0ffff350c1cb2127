using EppoTyped.Manifest.Model;

namespace EppoTyped.Manifest.Tests;

/// <summary>A boolean flag should say what <c>true</c> is. A hint: what may mean something else is left alone.</summary>
public sealed class UnclearBooleanTests
{
    [Theory]
    [InlineData("hide_vs_delete_spam", "\"variations\": [\"hide\", \"delete\"]")]
    [InlineData("hideVsDeleteSpam", "\"variations\": [\"hide\", \"delete\"]")]
    [InlineData("spam-hide-vs-delete", "\"variations\": [\"hide\", \"delete\"]")]
    [InlineData("new-checkout-versus-old-checkout", "\"variations\": [\"new-checkout\", \"old-checkout\"]")]
    [InlineData("a-or-b", "\"variations\": [\"a\", \"b\"]")]
    [InlineData("mail.inbox/hide or delete", "\"variations\": [\"hide\", \"delete\"]")]
    public void An_alternative_is_better_a_string(string key, string mend)
    {
        Finding finding = Assert.Single(Read(key));

        Assert.Equal("EPPO1029 3:1", Manifests.Place(finding));
        Assert.Equal($"Flag \"{key}\": the key reads as an alternative, and true could be either; make it a \"string\" flag with {mend}.", finding.Message);
    }

    [Theory]
    [InlineData("no_collapse_comments", "collapse_comments")]
    [InlineData("noCollapseComments", "CollapseComments")]
    [InlineData("NoHTTPProxy", "HTTPProxy")]
    [InlineData("not-in-menu", "in-menu")]
    [InlineData("dont-show", "show")]
    [InlineData("don't show", "show")]
    [InlineData("do-not-track", "track")]
    [InlineData("never.without_login", "login")]
    [InlineData("disable-checkout", "checkout")]
    [InlineData("checkout-disabled", "checkout-enabled")]
    [InlineData("checkoutDisabled", "checkoutEnabled")]
    public void A_negation_is_better_said_the_other_way(string key, string positive)
    {
        Finding finding = Assert.Single(Read(key));

        Assert.Equal("EPPO1029 3:1", Manifests.Place(finding));
        Assert.Equal(
            $"Flag \"{key}\": the key reads as a negation, and its opposite as a double one; name what true does, like \"{positive}\", or make it a \"string\" flag with \"variations\".",
            finding.Message);
    }

    [Theory]
    [InlineData("kill-switch")]
    [InlineData("no")]
    [InlineData("not")]
    [InlineData("do-not")]
    [InlineData("disabled")]
    [InlineData("vs")]
    [InlineData("or-b")]
    [InlineData("a-or")]
    [InlineData("no.collapse")]
    [InlineData("nothing-new")]
    [InlineData("notify-user")]
    [InlineData("north-or")]
    [InlineData("normal-orders")]
    [InlineData("order-versions")]
    [InlineData("no-results-page")]
    [InlineData("not-found-page")]
    [InlineData("find-or-create-user")]
    [InlineData("two-or-more-items")]
    [InlineData("disabled-users-page")]
    [InlineData("show-no-ads")]
    [InlineData("--")]
    public void Other_keys_are_left_alone(string key) => Assert.Empty(Read(key));

    [Theory]
    [InlineData("""{ "flagType": "string", "defaultValue": "hide" }""")]
    [InlineData("""{ "flagType": "boolean", "defaultValue": false, "deprecated": true }""")]
    public void So_are_other_flags(string flag) => Assert.Empty(Read("hide_vs_delete_spam", flag));

    private static IReadOnlyList<Finding> Read(string key, string flag = """{ "flagType": "boolean", "defaultValue": false }""") =>
        Manifests.Read($"{{ \"flags\":\n{{\n\"{key}\": {flag} }} }}").Findings;
}
