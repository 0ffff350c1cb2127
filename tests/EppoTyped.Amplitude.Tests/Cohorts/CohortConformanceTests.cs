using System.Text.Json;
using EppoTyped.Tests;
using EppoTyped.Tests.Polling;

namespace EppoTyped.Amplitude.Tests.Cohorts;

/// <summary>cohort-download.json and cohorts.json of Amplitude's own SDKs.</summary>
public sealed class CohortConformanceTests
{
    [AmplitudeFact]
    public async Task Sequences_of_statuses_end_as_the_data_says()
    {
        int checkedCases = 0;
        foreach (JsonElement entry in AmplitudeData.Read("cohort-download.json").GetProperty("cases").EnumerateArray())
        {
            int[] statuses = [.. entry.GetProperty("statuses").EnumerateArray().Select(status => status.GetInt32())];
            string outcome = entry.GetProperty("outcome").GetString()!;
            await using FlagServer server = await FlagServer.StartAsync([.. statuses.Select(status => status == 200 ? Answers.Json("""{"lastModified":1,"memberIds":["a"]}""") : Answers.Status(status))]);
            using HttpClient client = new();
            CohortDownload download = new(new CohortSyncOptions("api", "secret") { ServerUrl = server.Url }, AmplitudeZone.US, client, new HurriedClock());

            CohortAnswer answer = await download.GetAsync("c1", storedLastModified: null, CancellationToken.None);
            Assert.Equal(outcome == "cohort", answer.Downloaded is not null);
            Assert.Equal(outcome.Contains("error", StringComparison.Ordinal), answer.Problem is not null);
            Assert.Equal(outcome.Contains("too-large", StringComparison.Ordinal), answer.Problem?.Contains("larger", StringComparison.Ordinal) ?? false);
            Assert.Equal(statuses.Length, server.Requests.Count);
            checkedCases++;
        }

        Assert.Equal(8, checkedCases);
    }

    [AmplitudeFact]
    public async Task Users_and_groups_are_in_the_cohorts_that_the_data_says()
    {
        JsonElement data = AmplitudeData.Read("cohorts.json");
        Dictionary<string, string> byTarget = data.GetProperty("cohorts").EnumerateArray().ToDictionary(cohort => cohort.GetProperty("cohortId").GetString()!, cohort => cohort.GetRawText());
        HashSet<CohortReference> needed = [.. data.GetProperty("extracted").EnumerateObject()
            .SelectMany(flag => flag.Value.EnumerateObject())
            .SelectMany(byType => byType.Value.EnumerateArray().Select(id => new CohortReference(byType.Name, id.GetString()!)))];
        await using FlagServer server = await FlagServer.StartAsync(async context =>
            await Answers.Json(byTarget[context.Request.Path.Value!.Split('/')[^1]])(context));
        using HttpClient client = new();
        await using CohortSync sync = new(new CohortSyncOptions("api", "secret") { ServerUrl = server.Url }, AmplitudeZone.US, new AmplitudeKey("deployment"), client, TimeProvider.System, new CollectingLogger());
        await sync.PrepareAsync(needed, CancellationToken.None);
        Assert.Equal(
            data.GetProperty("allCohortIds").EnumerateArray().Select(id => $"/sdk/v1/cohort/{id.GetString()}?maxCohortSize=2147483647"),
            server.Requests.Select(request => request.Target).Order(StringComparer.Ordinal));

        int checkedUsers = 0;
        foreach (JsonElement entry in data.GetProperty("cases").EnumerateArray())
        {
            AmplitudeUser enriched = AmplitudeUser.FromJson(entry.GetProperty("enriched"));
            if (enriched.UserId is { } userId)
            {
                Assert.Equal(enriched.CohortIds!.Order(StringComparer.Ordinal), sync.CohortsOf(CohortReference.User, userId));
                Assert.All(needed, cohort => Assert.Equal(cohort.GroupType == CohortReference.User && enriched.CohortIds!.Contains(cohort.Id), sync.Contains(cohort, userId)));
            }

            foreach ((string type, IReadOnlyDictionary<string, IReadOnlyList<string>> byName) in enriched.GroupCohortIds ?? new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>())
            {
                Assert.All(byName, group => Assert.Equal(group.Value, sync.CohortsOf(type, group.Key)));
            }

            checkedUsers++;
        }

        Assert.Equal(7, checkedUsers);
    }

    /// <summary>A clock whose timers of a fraction of a second are due at once.</summary>
    private sealed class HurriedClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime < TimeSpan.FromSeconds(1) && dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
    }
}
