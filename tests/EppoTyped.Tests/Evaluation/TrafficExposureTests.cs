using System.Globalization;
using EppoTyped.Tests.Clients;

namespace EppoTyped.Tests.Legacy;

/// <summary>
/// Traffic exposure, in both formats: it assigns its share of subjects, and always those on the allow list; raising it reassigns no
/// subject.
/// </summary>
public sealed class TrafficExposureTests
{
    private const string Allowed = "allowed";

    private static readonly string[] Subjects = [.. Uuids(10_000)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_10_000_a_quarter_is_assigned_and_the_rest_gets_null(bool ufc)
    {
        RecordingLogger assignments = new();
        EppoLegacyClient client = Client(ufc, 25, assignments);

        int assigned = Subjects.Count(subject => client.GetAssignment(subject, "f") is not null);

        Assert.InRange(assigned, 2350, 2650);
        Assert.Equal(assigned, assignments.Events.Count);
        Assert.InRange(
            assignments.Events.Count(assignment => assignment.Variation == assignments.Events[0].Variation),
            assigned * 0.45,
            assigned * 0.55);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Subjects_on_the_allow_list_are_assigned_at_any_exposure(bool ufc)
    {
        foreach (int percent in (int[])[1, 25, 50, 100])
        {
            Assert.Equal("treatment", Client(ufc, percent).GetAssignment(Allowed, "f"));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Raising_the_exposure_reassigns_no_subject(bool ufc)
    {
        string?[][] steps =
        [
            .. ((int[])[25, 50, 100]).Select(
                percent => Client(ufc, percent)).Select(client => Subjects.Select(subject => client.GetAssignment(subject, "f")).ToArray()),
        ];

        for (int step = 1; step < steps.Length; step++)
        {
            for (int subject = 0; subject < Subjects.Length; subject++)
            {
                Assert.True(steps[step - 1][subject] is not { } before || before == steps[step][subject], Subjects[subject]);
            }
        }

        Assert.InRange(steps[1].Count(variation => variation is not null), 4850, 5150);
        Assert.All(steps[2], Assert.NotNull);
    }

    private static EppoLegacyClient Client(bool ufc, int percent, IAssignmentLogger? logger = null) =>
        new(FlagClient.InMemory(ufc ? UfcOf(percent) : RacOf(percent), logger));

    private static string RacOf(int percent)
    {
        string listed = $"\"{Rac.Md5(Allowed)}\": \"treatment\"";
        return Rac.Document(Rac.Flag("f", exposure: percent / 100.0, overrides: listed, typedOverrides: listed));
    }

    private static string UfcOf(int percent)
    {
        string traffic = Ufc.Shard("traffic", 0, percent * 100);
        string[] splits =
        [
            $$"""{"variationKey":"control","shards":[{{traffic}},{{Ufc.Shard("split", 0, 5000)}}]}""",
            $$"""{"variationKey":"treatment","shards":[{{traffic}},{{Ufc.Shard("split", 5000, 10000)}}]}""",
        ];
        return Ufc.Document(Ufc.Flag(
            "f",
            "STRING",
            """{"control":{"key":"control","value":"control"},"treatment":{"key":"treatment","value":"treatment"}}""",
            $$"""{{Ufc.Allocation("allow-list", "treatment", Ufc.Condition("id", "ONE_OF", $"[\"{Allowed}\"]"))}},{"key":"experiment","splits":[{{string.Join(',', splits)}}],"doLog":true}"""));
    }

    private static IEnumerable<string> Uuids(int count)
    {
        Random random = new(20260701);
        byte[] bytes = new byte[16];
        for (int number = 0; number < count; number++)
        {
            random.NextBytes(bytes);
            yield return new Guid(bytes).ToString("D", CultureInfo.InvariantCulture);
        }
    }
}
