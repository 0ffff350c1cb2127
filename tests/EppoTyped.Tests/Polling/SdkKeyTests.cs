using System.Text;

namespace EppoTyped.Tests.Polling;

public sealed class SdkKeyTests
{
    private const string Default = "https://fscdn.eppo.cloud/api";

    [Theory]
    [InlineData("zCsQuoHJxVPp895.ZWg9MTIzNDU2LmUudGVzdGluZy5lcHBvLmNsb3Vk", "123456.e.testing.eppo.cloud")]
    [InlineData("zCsQuoHJxVPp895", null)]
    [InlineData("zCsQuoHJxVPp895.xxxxxx", null)]
    [InlineData("zCsQuoHJxVPp895.", null)]
    [InlineData(".", null)]
    [InlineData("a.%%%", null)]
    public void The_vectors_of_other_SDKs(string key, string? eventHost) => Assert.Equal(eventHost, SdkKeyPayload.Read(key, "eh"));

    [Theory]
    [InlineData("cs=acme", "https://acme.fscdn.eppo.cloud/api")]
    [InlineData("eh=events.example&cs=acme", "https://acme.fscdn.eppo.cloud/api")]
    [InlineData("cs=ac%6De", "https://acme.fscdn.eppo.cloud/api")]
    [InlineData("cs=", Default)]
    [InlineData("cs", Default)]
    [InlineData("cs=evil.example%2F", Default)]
    [InlineData("cs=evil.example%3F", Default)]
    [InlineData("cs=me%40evil", Default)]
    [InlineData("cs=a+b", Default)]
    [InlineData("other=acme", Default)]
    public void A_key_chooses_its_host_and_the_whole_key_is_still_sent(string payload, string expected)
    {
        foreach (string encoded in Encodings(payload))
        {
            string key = "token." + encoded;
            HttpEndpoint endpoint = HttpEndpoint.Of(new EppoClientOptions { SdkKey = key }.ToHttpSource());
            Assert.Equal(expected + "/flag-config/v1/config", endpoint.Uri.GetLeftPart(UriPartial.Path));
            Assert.Contains($"apiKey={Uri.EscapeDataString(key)}&", endpoint.Uri.Query, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_address_of_the_options_wins_unless_it_is_the_default()
    {
        string key = "token." + Encodings("cs=acme")[0];
        Assert.Equal("flags.example", HttpEndpoint.Of(new EppoClientOptions { SdkKey = key, BaseUrl = "https://flags.example/api" }.ToHttpSource()).Host);
        Assert.Equal("acme.fscdn.eppo.cloud", HttpEndpoint.Of(new EppoClientOptions { SdkKey = key, BaseUrl = Default + "/" }.ToHttpSource()).Host);
    }

    private static string[] Encodings(string payload)
    {
        string padded = Convert.ToBase64String(Encoding.UTF8.GetBytes(payload));
        return [padded, padded.TrimEnd('='), padded.TrimEnd('=').Replace('+', '-').Replace('/', '_')];
    }
}
