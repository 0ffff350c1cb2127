using System.Text.Json;
using EppoTyped.Tests.Polling;

namespace EppoTyped.Amplitude.Tests.Remote;

/// <summary>remote-api.json and variant-conversion.json of Amplitude's own SDKs.</summary>
public sealed class RemoteConformanceTests
{
    private static readonly string[] Special = ["X-Amp-Exp-User", "X-Amp-Exp-Track", "X-Amp-Exp-Exposure-Track", "X-Amp-Exp-Flag-Keys"];

    [AmplitudeFact]
    public async Task Headers_are_those_of_the_SDKs_byte_for_byte()
    {
        JsonElement data = AmplitudeData.Read("remote-api.json");
        await using FlagServer server = await FlagServer.StartAsync(Answers.Json(data.GetProperty("response").GetProperty("body").GetRawText()));
        int checkedForms = 0;
        foreach (JsonElement form in data.GetProperty("headers").EnumerateArray())
        {
            string name = form.GetProperty("form").GetString()!;
            bool isGet = name.StartsWith("GET", StringComparison.Ordinal);
            using AmplitudeRemoteClient client = new("key", new() { ServerUrl = server.Url, Method = isGet ? FetchMethod.Get : FetchMethod.Post });
            // The library is a field of the user; the data's user has none, so the test asks as one that names it with nothing to add.
            Variants variants = await client.FetchAsync(new AmplitudeUser("test-user"), OptionsOf(name, form));
            Assert.Equal("on", variants["flag-1"]!.Value);

            FlagServer.Request request = server.Requests.Last();
            Assert.Equal("/sdk/v2/vardata?v=0", request.Target);
            Dictionary<string, string> expected = form.GetProperty("header").EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString()!);
            if (isGet)
            {
                expected["X-Amp-Exp-User"] = AmplitudeHttp.Base64Url(new AmplitudeUser("test-user") { Library = AmplitudeHttp.Library }.ToJson().Select(character => (byte)character).ToArray());
                Assert.Equal(form.GetProperty("header").GetProperty("X-Amp-Exp-User").GetString(), AmplitudeHttp.Base64Url(AmplitudeUserJson.ToUtf8(new AmplitudeUser("test-user"))));
            }

            Assert.Equal(expected.OrderBy(header => header.Key), request.Headers.Where(header => Special.Contains(header.Key)).OrderBy(header => header.Key));
            checkedForms++;
        }

        Assert.Equal(6, checkedForms);
    }

    [AmplitudeFact]
    public async Task Statuses_are_retried_as_the_data_says()
    {
        int checkedStatuses = 0;
        foreach (JsonElement entry in AmplitudeData.Read("remote-api.json").GetProperty("retryByStatus").EnumerateArray())
        {
            int status = entry.GetProperty("status").GetInt32();
            bool retried = entry.GetProperty("retry").GetBoolean();
            await using FlagServer server = await FlagServer.StartAsync(status == 0 ? Answers.CutOff : Answers.Status(status), Answers.Json("{}"));
            using AmplitudeRemoteClient client = new("key", new() { ServerUrl = server.Url, FetchRetries = 1, FetchRetryBackoffMin = TimeSpan.Zero });
            if (retried)
            {
                Assert.Empty(await client.FetchAsync(new AmplitudeUser("user")));
            }
            else
            {
                AmplitudeFetchException problem = await Assert.ThrowsAsync<AmplitudeFetchException>(() => client.FetchAsync(new AmplitudeUser("user")));
                Assert.Equal(status, problem.StatusCode);
            }

            Assert.Equal(retried ? 2 : 1, server.Requests.Count);
            checkedStatuses++;
        }

        Assert.Equal(9, checkedStatuses);
    }

    [AmplitudeFact]
    public void Values_of_any_type_become_text()
    {
        int checkedCases = 0;
        foreach (JsonElement entry in AmplitudeData.Read("variant-conversion.json").GetProperty("cases").EnumerateArray())
        {
            Assert.Equal(entry.GetProperty("value").GetString(), VariantJson.Read(entry.GetProperty("evaluationVariant")).Value);
            checkedCases++;
        }

        Assert.Equal(9, checkedCases);
    }

    private static FetchOptions OptionsOf(string name, JsonElement form) => new()
    {
        FlagKeys = form.TryGetProperty("flagKeys", out JsonElement keys) ? [.. keys.EnumerateArray().Select(key => key.GetString()!)] : null,
        TracksAssignment = Tracks("tracksAssignment", name),
        TracksExposure = Tracks("tracksExposure", name),
    };

    private static bool? Tracks(string option, string name) => name.Contains($"{option}=true", StringComparison.Ordinal) ? true : name.Contains($"{option}=false", StringComparison.Ordinal) ? false : null;
}
