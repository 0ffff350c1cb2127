using System.Text.Json;
using EppoTyped.Tests;
using EppoTyped.Tests.Polling;
using Microsoft.AspNetCore.Http;

namespace EppoTyped.Amplitude.Tests.Local;

/// <summary>A local client with everything it has: flags, the cohorts they ask for, and the events of what was evaluated. The data is Amplitude's cohorts.json.</summary>
public sealed class TrackedCohortsTests
{
    private readonly CollectingLogger _log = new();

    [AmplitudeFact]
    public async Task Users_get_the_variants_of_their_cohorts_and_every_result_is_tracked()
    {
        JsonElement data = AmplitudeData.Read("cohorts.json");
        await using FlagServer server = await FlagServer.StartAsync(context => AnswerAsync(context, data));
        AmplitudeLocalClient client = new("deployment-key", Options(server));
        await client.StartAsync();

        int checkedUsers = 0;
        HashSet<string> results = [];
        int exposures = 0;
        foreach (JsonElement entry in data.GetProperty("cases").EnumerateArray())
        {
            AmplitudeUser user = AmplitudeUser.FromJson(entry.GetProperty("user"));
            IReadOnlyDictionary<string, Variant> variants = client.Evaluate(user, options: new EvaluateOptions { TracksExposure = true });
            Dictionary<string, Variant> expected = entry.GetProperty("expected").GetProperty("variants").EnumerateObject().ToDictionary(flag => flag.Name, flag => VariantJson.Read(flag.Value));
            Assert.Equal(expected.OrderBy(flag => flag.Key), variants.OrderBy(flag => flag.Key));
            Assert.All(expected, flag => Assert.Equal(flag.Value.SegmentName, variants[flag.Key].SegmentName));
            exposures += results.Add(CanonicalResult.Of(user, variants)) ? expected.Values.Count(variant => !variant.IsDefault) : 0;
            checkedUsers++;
        }

        await client.DisposeAsync();
        Assert.Equal(7, checkedUsers);
        // One user comes twice, the second time in a group that changes nothing.
        Assert.Equal(6, results.Count);
        Assert.Equal((results.Count, exposures), (EventsOf(server, "assignments-key").Count, EventsOf(server, "exposures-key").Count));
        Assert.DoesNotContain(_log.Lines, line => line.Text.Contains("-key", StringComparison.Ordinal));
    }

    [AmplitudeFact]
    public async Task A_cohort_that_cannot_be_had_is_named_and_nobody_is_in_it()
    {
        JsonElement data = AmplitudeData.Read("cohorts.json");
        await using FlagServer server = await FlagServer.StartAsync(context => context.Request.Path.Value!.EndsWith("/usercohort1", StringComparison.Ordinal) ? Answers.Status(413)(context) : AnswerAsync(context, data));
        await using AmplitudeLocalClient client = new("deployment-key", Options(server));
        await client.StartAsync();
        IReadOnlyDictionary<string, Variant> variants = client.Evaluate(new AmplitudeUser("membera1"));
        Assert.Equal(("off", "on"), (variants["flag1"].Key, variants["flag2"].Key));
        Assert.Contains(_log.Lines, line => line.Text.StartsWith("Cohort usercohort1 cannot be downloaded: ", StringComparison.Ordinal));
    }

    private static Task AnswerAsync(HttpContext context, JsonElement data)
    {
        string path = context.Request.Path.Value!;
        string body = path switch
        {
            "/sdk/v2/flags" => data.GetProperty("flags").GetRawText(),
            _ when path.StartsWith("/sdk/v1/cohort/", StringComparison.Ordinal) =>
                data.GetProperty("cohorts").EnumerateArray().Single(cohort => path.EndsWith("/" + cohort.GetProperty("cohortId").GetString(), StringComparison.Ordinal)).GetRawText(),
            _ => "{\"code\":200}",
        };
        return Answers.Json(body)(context);
    }

    private static List<string> EventsOf(FlagServer server, string key) =>
    [
        .. server.Requests
            .Where(request => request.Body.StartsWith($"{{\"api_key\":\"{key}\"", StringComparison.Ordinal))
            .SelectMany(request => JsonDocument.Parse(request.Body).RootElement.GetProperty("events").EnumerateArray().Select(sent => sent.GetRawText())),
    ];

    private AmplitudeLocalOptions Options(FlagServer server) => new()
    {
        ServerUrl = server.Url,
        CohortSync = new CohortSyncOptions("cohort-api-key", "cohort-secret-key") { ServerUrl = server.Url },
        AssignmentTracking = new AssignmentTrackingOptions("assignments-key") { ServerUrl = server.Url },
        ExposureTracking = new ExposureTrackingOptions("exposures-key") { ServerUrl = server.Url },
        LoggerFactory = _log,
        AttachToShared = false,
    };
}
