using EppoTyped.Manifest.Live;
using EppoTyped.Manifest.Model;

namespace EppoTyped.Manifest.Tests;

public sealed class LiveSnapshotTests
{
    private const string Live = """
        { "createdAt": "2026-11-20T10:00:00Z", "format": "SERVER", "environment": { "name": "Production" }, "flags": {
          "checkout": { "key": "checkout", "enabled": true, "variationType": "STRING", "variations": { "a": { "key": "a", "value": "slow" }, "b": { "key": "b", "value": "fast" } } },
          "new": { "enabled": false, "variationType": "DURATION", "variations": [] } } }
        """;

    [Fact]
    public void A_configuration_as_Eppo_serves_it_is_read()
    {
        LiveSnapshot live = LiveSnapshot.Read(Live);

        Assert.Null(live.Problem);
        Assert.Equal(["checkout", "new"], live.Flags.Keys.Order(StringComparer.Ordinal));
        LiveFlag checkout = live.Flags["checkout"];
        Assert.Equal(("STRING", FlagType.String, true), (checkout.Word, checkout.Type, checkout.IsEnabled));
        Assert.Equal(["slow", "fast"], checkout.Values.Select(value => value.Text));
        Assert.Equal(("DURATION", null, false, 0), (live.Flags["new"].Word, live.Flags["new"].Type, live.Flags["new"].IsEnabled, live.Flags["new"].Values.Count));
    }

    [Fact]
    public void A_snapshot_of_a_client_token_says_why_it_is_of_no_use() =>
        Assert.Contains("client token", LiveSnapshot.Read("""{ "format": "CLIENT", "flags": {} }""").Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1, 2")]
    [InlineData("null")]
    [InlineData("""{ "flags": 3 }""")]
    [InlineData("""{ "flags": { "a": { } }""")]
    public void What_is_no_configuration_is_said_to_be_none(string text) => Assert.NotNull(LiveSnapshot.Read(text).Problem);

    [Fact]
    public void Nothing_makes_it_throw()
    {
        // Every cut of a good text, and every character of it replaced by one that means something.
        for (int i = 0; i < Live.Length; i++)
        {
            LiveSnapshot.Read(Live[..i]);
            foreach (char c in "{}[]\",:0n\\")
                LiveSnapshot.Read(string.Concat(Live.AsSpan(0, i), c.ToString(), Live.AsSpan(i + 1)));
        }
    }

    [Theory]
    [InlineData("/shop/flags.live.json", true)]
    [InlineData("C:\\shop\\Flags.Live.json", true)]
    [InlineData("/shop/flags.json", false)]
    [InlineData("/shop/shop.flags.json", false)]
    public void Its_name_tells_it_from_a_manifest(string path, bool expected)
    {
        Assert.Equal(expected, LiveSnapshot.IsSnapshot(path));
        Assert.Equal(!expected, ManifestName.IsManifest(path));
    }
}
