using System.Text;
using System.Text.Json;

namespace EppoTyped.Tests.Configuration;

public sealed class ConfigurationWireTests
{
    private static readonly DateTimeOffset Moment = new(2026, 5, 6, 7, 8, 9, 123, TimeSpan.Zero);

    [Theory]
    [InlineData("{\"flags\":{}}")]
    [InlineData(" {\n\t\"flags\" : {} , \"é\":\"😀 \\u00e9 \\\\ \\\" <&>\u2028\u007f\" }\r\n")]
    [InlineData("not even JSON \u0000\u001f")]
    public void Responses_are_the_same_bytes_after_a_round_trip(string response)
    {
        EppoConfiguration before = new(Encoding.UTF8.GetBytes(response), Encoding.UTF8.GetBytes(response + "b"))
        {
            FlagsRevision = "W/\"1\"",
            FetchedAt = Moment,
        };
        EppoConfiguration after = EppoConfiguration.FromWire(before.ToWire());
        Assert.Equal(response, Encoding.UTF8.GetString(after.Flags.Span));
        Assert.Equal(response + "b", Encoding.UTF8.GetString(after.Bandits!.Value.Span));
        Assert.Equal(("W/\"1\"", Moment), (after.FlagsRevision, after.FetchedAt));
        Assert.Equal(before.ToWire(), after.ToWire());
    }

    [Fact]
    public void A_wire_is_written_as_it_was_read_with_unknown_parts()
    {
        const string Wire = """
            { "config": {"response": "{}", "eTag": "php", "fetchedAt": "soon"}, "more": [1],
              "precomputed": {"subjectKey": "alice", "response": "x"}, "version": 1 }
            """;
        EppoConfiguration configuration = EppoConfiguration.FromWire(Wire);
        Assert.Equal(("php", null, null), (configuration.FlagsRevision, configuration.FetchedAt, configuration.Bandits));
        Assert.Equal(Wire, configuration.ToWire());

        // The precomputed part is kept also where the text itself cannot be.
        using JsonDocument stamped = JsonDocument.Parse(EppoConfiguration.Of(configuration.Response.FetchedNow(Moment)).ToWire());
        Assert.Equal("alice", stamped.RootElement.GetProperty("precomputed").GetProperty("subjectKey").GetString());
        Assert.Equal("2026-05-06T07:08:09.123Z", stamped.RootElement.GetProperty("config").GetProperty("fetchedAt").GetString());
        Assert.Equal("php", stamped.RootElement.GetProperty("config").GetProperty("etag").GetString());
    }

    [Theory]
    [InlineData("", "is not JSON at line 1")]
    [InlineData("{\"version\":1,", "is not JSON at line 1")]
    [InlineData("{\"version\":1} {}", "is not JSON")]
    [InlineData("[]", "is not an object")]
    [InlineData("{\"flags\":{}}", "has no \"version\"")]
    [InlineData("{\"version\":2,\"config\":{\"response\":\"{}\"}}", "is of version 2; this library reads version 1")]
    [InlineData("{\"version\":\"1\",\"config\":{\"response\":\"{}\"}}", "is of version \"1\"")]
    [InlineData("{\"version\":1,\"precomputed\":{\"response\":\"{}\"}}", "has no \"config\"")]
    [InlineData("{\"version\":1,\"config\":{\"response\":{}}}", "has no string in \"config.response\"")]
    [InlineData("{\"version\":1,\"config\":{\"response\":\"{}\"},\"bandits\":{}}", "has no string in \"bandits.response\"")]
    public void An_invalid_wire_is_refused_and_the_message_says_what_was_found(string wire, string says) =>
        Assert.Contains(says, Assert.Throws<FormatException>(() => EppoConfiguration.FromWire(wire)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_configuration_has_its_environment_and_date_of_publication()
    {
        EppoConfiguration configuration = EppoConfiguration.FromResponses(Polling.Configurations.Color("red"));
        Assert.Equal(
            ("Test", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)), (configuration.EnvironmentName, configuration.PublishedAt));
        EppoConfiguration broken = EppoConfiguration.FromResponses("{\"environment\":7,\"createdAt\":[],");
        Assert.Equal((null, null), (broken.EnvironmentName, broken.PublishedAt));
    }

    [Fact]
    public async Task One_client_evaluates_the_configuration_that_another_has_exported()
    {
        await using EppoClient first = await EppoClient.InitializeAsync(
            new EppoClientOptions { Source = new StringConfigurationSource(Polling.Configurations.Color("red")), AttachToShared = false });
        string wire = first.GetConfiguration()!.ToWire();
        await using EppoClient second = await EppoClient.InitializeAsync(
            new EppoClientOptions { Offline = true, AttachToShared = false, InitialConfiguration = EppoConfiguration.FromWire(wire) });
        Assert.Equal("red", Polling.Configurations.ColorOf(second));
        Assert.Equal(wire, second.GetConfiguration()!.ToWire());
        Assert.Equal(
            first.ConfigurationFetchedAt!.Value.ToUnixTimeMilliseconds(), second.ConfigurationFetchedAt!.Value.ToUnixTimeMilliseconds());
    }
}
