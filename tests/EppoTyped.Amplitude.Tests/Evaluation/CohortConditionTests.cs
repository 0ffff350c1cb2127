using System.Text.Json;

namespace EppoTyped.Amplitude.Tests.Evaluation;

/// <summary>cohorts.json of Amplitude's shared data: which cohorts flags ask for, and who is in them.</summary>
public sealed class CohortConditionTests
{
    [AmplitudeFact]
    public void Flags_name_the_cohorts_they_ask_for()
    {
        JsonElement data = AmplitudeData.Read("cohorts.json");
        IReadOnlySet<CohortReference> asked = Engine.Of(data.GetProperty("flags").GetRawText()).Table.Cohorts;
        Assert.Equal(
            data.GetProperty("allCohortIds").EnumerateArray().Select(id => id.GetString()).Order(StringComparer.Ordinal),
            asked.Select(cohort => cohort.Id).Distinct().Order(StringComparer.Ordinal));
    }

    [AmplitudeFact]
    public void Users_and_groups_are_in_the_cohorts_that_list_them()
    {
        JsonElement data = AmplitudeData.Read("cohorts.json");
        Engine synchronised = Engine.Of(data.GetProperty("flags").GetRawText(), new() { Cohorts = new ListedCohorts(data.GetProperty("cohorts")) });
        Engine plain = Engine.Of(data.GetProperty("flags").GetRawText());
        int compared = 0;
        foreach (JsonElement @case in data.GetProperty("cases").EnumerateArray())
        {
            string expected = ConformanceCase.Normal(@case.GetProperty("expected").GetProperty("variants"));
            Assert.Equal(expected, ConformanceCase.Normal(synchronised.Evaluate(AmplitudeUser.FromJson(@case.GetProperty("user")))));
            Assert.Equal(expected, ConformanceCase.Normal(plain.Evaluate(AmplitudeUser.FromJson(@case.GetProperty("enriched")))));
            compared++;
        }

        Assert.Equal(7, compared);
    }

    [Fact]
    public void Cohorts_that_are_synchronised_take_the_place_of_the_callers()
    {
        const string Flags = """
            [{"key":"in","variants":{"on":{"key":"on"}},"segments":[{"conditions":[[{"selector":["context","user","cohort_ids"],"op":"set contains any","values":["c"]}]],"variant":"on"}]},
             {"key":"out","variants":{"on":{"key":"on"}},"segments":[{"conditions":[[{"selector":["context","user","cohort_ids"],"op":"set does not contain any","values":["c"]}]],"variant":"on"}]}]
            """;
        AmplitudeUser user = new("u") { CohortIds = ["c"] };
        Assert.Equal(["in"], Engine.Of(Flags).Evaluate(user).Keys);
        Assert.Equal(["out"], Engine.Of(Flags, new() { Cohorts = new ListedCohorts(default) }).Evaluate(user).Keys);
        // Without a user id there is nobody to look up.
        Assert.Equal(["in"], Engine.Of(Flags, new() { Cohorts = new ListedCohorts(default) }).Evaluate(user with { UserId = null }).Keys);
    }

    private sealed class ListedCohorts(JsonElement cohorts) : ICohortStore
    {
        private readonly JsonElement[] _cohorts = cohorts.ValueKind switch
        {
            JsonValueKind.Array => [.. cohorts.EnumerateArray()],
            JsonValueKind.Object => [.. cohorts.EnumerateObject().Select(entry => entry.Value)],
            _ => [],
        };

        public bool Contains(CohortReference cohort, string member) => CohortsOf(cohort.GroupType, member).Contains(cohort.Id);

        public IReadOnlyList<string> CohortsOf(string groupType, string member) =>
        [
            .. _cohorts.Where(cohort => cohort.GetProperty("groupType").GetString() == groupType && cohort.GetProperty("memberIds").EnumerateArray().Any(id => id.GetString() == member))
                .Select(cohort => cohort.GetProperty("cohortId").GetString()!),
        ];
    }
}
