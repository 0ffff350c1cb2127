using System.Globalization;

namespace EppoTyped.Faults.Tests;

/// <summary>Configurations that are swapped under callers on several threads.</summary>
[Trait("Category", "Faults")]
public sealed class SwapFaults
{
    private const int Threads = 4;
    private const int Versions = 16;
    private const int Swaps = 3_000;
    private const int Subjects = 500;

    [Fact]
    public async Task F71_Every_evaluation_sees_exactly_one_version()
    {
        // Every value of a version contains its number: the result of a call must have one number, and a subject's split must not depend on
        // it.
        await using FaultScene scene = new();
        VersionedEvents events = new();
        EppoConfiguration[] versions = [.. Enumerable.Range(0, Versions).Select(VersionOf)];
        EppoClient client = await scene.InitializeAsync(scene.Options() with
        {
            Offline = true,
            InitialConfiguration = versions[0],
            AssignmentLogger = events,
            AssignmentDelivery = AssignmentDelivery.Inline,
            Deduplication = DeduplicationOptions.Off,
        });
        Flag<string> handle = CompilerServices.GeneratedCodeV1.Text("text", "default");
        bool[] buckets =
        [
            .. Enumerable.Range(0, Subjects).Select(subject => client.GetBooleanAssignment("bucket", $"subject-{subject}", false)),
        ];
        Assert.InRange(buckets.Count(inFirst => inFirst), Subjects / 4, Subjects * 3 / 4);

        long calls = 0;
        using CancellationTokenSource swapped = new();
        Task[] callers = [.. Enumerable.Range(0, Threads).Select(seed => Task.Factory.StartNew(
            () => Interlocked.Add(ref calls, Call(client, handle, buckets, new Random(seed), swapped.Token)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        for (int swap = 1; swap <= Swaps; swap++)
        {
            client.SetConfiguration(versions[swap % Versions]);
        }

        await swapped.CancelAsync();
        await Task.WhenAll(callers).WaitAsync(FaultScene.Bound);
        Assert.InRange(calls, Threads, long.MaxValue);
        Assert.Empty(events.Mixtures);
        Assert.InRange(events.Actions, Threads, long.MaxValue);
        Assert.DoesNotContain(scene.Log.Lines, line => line.Id is 10 or 11 or (>= 40 and <= 47));
    }

    private static long Call(FlagClient client, Flag<string> handle, bool[] buckets, Random random, CancellationToken end)
    {
        long calls = 0;
        Subject typed = new("subject-1");
        while (!end.IsCancellationRequested || calls == 0)
        {
            calls++;
            AssertOneVersion(client.GetStringAssignmentDetails("text", "subject-1", ""));
            AssertOneVersion(client.GetDetails(handle, typed));
            Assert.StartsWith("v", client.GetStringAssignment("text", "subject-1", ""), StringComparison.Ordinal);
            Assert.StartsWith("v", client.GetValue(handle, typed), StringComparison.Ordinal);

            Evaluation<BanditResult<string>> bandit = client.GetBanditActionDetails("bandit", "subject-1", [], ["a", "b"], "");
            Assert.NotNull(bandit.Value.Action);
            Assert.Equal(
                (bandit.Details.EnvironmentName, bandit.Details.EnvironmentName), (bandit.Value.Variation, bandit.Details.BanditKey));

            int subject = random.Next(Subjects);
            Assert.Equal(buckets[subject], client.GetBooleanAssignment("bucket", $"subject-{subject}", false));

            // A snapshot has one version for any number of calls.
            FlagClient pinned = client.Snapshot();
            Assert.Equal(pinned.GetStringAssignment("text", "subject-1", ""), pinned.GetStringAssignment("other", "subject-1", ""));
        }

        return calls;
    }

    private static void AssertOneVersion(Evaluation<string> answer)
    {
        string version = answer.Value;
        EvaluationDetails details = answer.Details;
        Assert.Equal(
            (version, version, version, version),
            (details.EnvironmentName, details.VariationKey, details.MatchedAllocation?.Key, details.VariationValue.GetString()));
        Assert.Equal(int.Parse(version.AsSpan(1), CultureInfo.InvariantCulture), details.ConfigPublishedAt!.Value.Second);
    }

    private static EppoConfiguration VersionOf(int number)
    {
        string version = $"v{number}";
        string Text(string key) => $$$"""
            "{{{key}}}":{"key":"{{{key}}}","enabled":true,"variationType":"STRING","totalShards":10000,"variations":{"{{{version}}}":{"key":"{{{version}}}","value":"{{{version}}}"} },
            "allocations":[{"key":"{{{version}}}","splits":[{"variationKey":"{{{version}}}","shards":[{"salt":"{{{version}}}","ranges":[{"start":0,"end":4000},{"start":4000,"end":10000}]}]}],"doLog":true}]}
            """;
        string bucket = ReferenceFlags.Flag(
            "bucket",
            "BOOLEAN",
            "true",
            """{"key":"half","splits":[{"variationKey":"one","shards":[{"salt":"bucket","ranges":[{"start":0,"end":5000}]}]}],"doLog":false}""");
        return EppoConfiguration.FromResponses(
            $$$"""
            {"createdAt":"2026-01-01T00:00:{{{number:00}}}Z","environment":{"name":"{{{version}}}"},"flags":{ {{{Text("text")}}},{{{Text("other")}}},{{{Text("bandit")}}},{{{bucket}}} },
             "banditReferences":{"{{{version}}}":{"modelVersion":"{{{version}}}","flagVariations":[{"key":"{{{version}}}","flagKey":"bandit","variationKey":"{{{version}}}","variationValue":"{{{version}}}"}]} } }
            """,
            $$$"""{"bandits":{"{{{version}}}":{"banditKey":"{{{version}}}","modelName":"falcon","modelVersion":"{{{version}}}","updatedAt":"2026-01-01T00:00:00Z","modelData":{"gamma":1,"defaultActionScore":0,"actionProbabilityFloor":0,"coefficients":{} } } } }""");
    }

    /// <summary>Checks events as they are logged: each has one version only.</summary>
    private sealed class VersionedEvents : IAssignmentLogger
    {
        private long _actions;

        public System.Collections.Concurrent.ConcurrentQueue<string> Mixtures { get; } = new();

        public long Actions => Interlocked.Read(ref _actions);

        public void LogAssignment(AssignmentEvent assignment)
        {
            if (assignment.Allocation != assignment.Variation
                || assignment.Experiment != $"{assignment.FeatureFlag}-{assignment.Variation}")
            {
                Mixtures.Enqueue(assignment.ToJson());
            }
        }

        public void LogBanditAction(BanditActionEvent action)
        {
            Interlocked.Increment(ref _actions);
            if (action.BanditKey != action.ModelVersion)
            {
                Mixtures.Enqueue(action.ToJson());
            }
        }
    }
}
