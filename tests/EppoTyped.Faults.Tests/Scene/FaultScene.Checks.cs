using System.Text.Json;

namespace EppoTyped.Faults.Tests;

// The six invariants of every fault.
internal sealed partial class FaultScene
{
    private const string DefaultColor = "the caller's default";
    private const int MostTimersOfAClient = 4;

    /// <summary>Longer than anything takes that does not hang.</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    /// <summary>I1 and I2: every flag has its value of the reference configuration at once, each with its own reason.</summary>
    /// <param name="client">The client.</param>
    /// <param name="color">The version that is last known to be good.</param>
    /// <param name="stale">Whether it is the one from disk.</param>
    public static void AssertAnswers(FlagClient client, string color, bool stale = false) => WithoutWaiting(() =>
    {
        Evaluation<string> answer = client.GetStringAssignmentDetails(
            "color", ReferenceFlags.Subject, ReferenceFlags.Attributes, DefaultColor);
        Assert.Equal(
            (color, EvaluationReason.Static, EvaluationError.None, stale),
            (answer.Value, answer.Details.Reason, answer.Details.Error, answer.Details.Stale));
        Assert.Equal(color, client.GetStringAssignment("color", ReferenceFlags.Subject, DefaultColor));
        Evaluation<bool> banner = client.GetBooleanAssignmentDetails("banner", ReferenceFlags.Subject, ReferenceFlags.Attributes, false);
        Assert.Equal((true, EvaluationReason.TargetingMatch), (banner.Value, banner.Details.Reason));
        Evaluation<long> limit = client.GetIntegerAssignmentDetails("limit", ReferenceFlags.Subject, ReferenceFlags.Attributes, -1);
        Assert.Equal((10L, EvaluationReason.Split), (limit.Value, limit.Details.Reason));
        Assert.Equal(9.75, client.GetNumericAssignment("price", ReferenceFlags.Subject, -1));
        Assert.Equal(3, client.GetJsonAssignment("layout", ReferenceFlags.Subject, default).GetProperty("columns").GetInt32());
        Evaluation<string> off = client.GetStringAssignmentDetails("off", ReferenceFlags.Subject, DefaultColor);
        Assert.Equal((DefaultColor, EvaluationReason.Disabled), (off.Value, off.Details.Reason));
        Evaluation<string> unknown = client.GetStringAssignmentDetails("no such flag", ReferenceFlags.Subject, DefaultColor);
        Assert.Equal((DefaultColor, EvaluationError.FlagNotFound), (unknown.Value, unknown.Details.Error));
    });

    /// <summary>I1 and I2: every call returns its default at once, with the reason.</summary>
    public static void AssertDefaults(FlagClient client, EvaluationError error = EvaluationError.ProviderNotReady) => WithoutWaiting(() =>
    {
        JsonElement document = JsonSerializer.SerializeToElement(new { columns = -1 });
        Evaluation<string> color = client.GetStringAssignmentDetails(
            "color", ReferenceFlags.Subject, ReferenceFlags.Attributes, DefaultColor);
        Assert.Equal((DefaultColor, EvaluationReason.Error, error), (color.Value, color.Details.Reason, color.Details.Error));
        Assert.Equal(DefaultColor, client.GetStringAssignment("color", ReferenceFlags.Subject, DefaultColor));
        Evaluation<bool> banner = client.GetBooleanAssignmentDetails("banner", ReferenceFlags.Subject, ReferenceFlags.Attributes, false);
        Assert.Equal((false, error), (banner.Value, banner.Details.Error));
        Assert.Equal(-1, client.GetIntegerAssignment("limit", ReferenceFlags.Subject, -1));
        Assert.Equal(-1, client.GetNumericAssignment("price", ReferenceFlags.Subject, -1));
        Assert.Equal(-1, client.GetJsonAssignment("layout", ReferenceFlags.Subject, document).GetProperty("columns").GetInt32());
        Assert.Equal(DefaultColor, client.GetStringAssignment("off", ReferenceFlags.Subject, DefaultColor));
    });

    /// <summary>
    /// I1: runs code that must neither throw nor block, on a thread of its own, so that code that blocks fails the test and does not hang
    /// it.
    /// </summary>
    public static void WithoutWaiting(Action calls)
    {
        Exception? thrown = null;
        Thread caller = new(() =>
        {
            try
            {
                calls();
            }
            catch (Exception exception)
            {
                thrown = exception;
            }
        }) { IsBackground = true };
        caller.Start();
        Assert.True(caller.Join(Bound), $"I1: an evaluation has not answered within {Bound}.");
        if (thrown is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(thrown);
        }
    }

    /// <summary>
    /// I4: after the fault, the next poll that the client schedules, within the greatest delay of its backoff, fetches the new version.
    /// </summary>
    /// <param name="client">A client between two polls.</param>
    /// <param name="color">The new version.</param>
    /// <param name="ceiling">The greatest delay; null for that of the backoff.</param>
    public async Task AssertRecoversAsync(EppoClient client, string color, TimeSpan? ceiling = null)
    {
        TimeSpan rest = await RestAsync();
        Assert.InRange(rest, TimeSpan.FromMilliseconds(100), ceiling ?? PollSchedule.LongestBackoff);
        Clock.Advance(rest);
        await RestAsync();
        AssertAnswers(client, color);
        Assert.Equal(InitializationStatus.Ready, client.Initialization.Status);
    }

    /// <summary>
    /// I5: the log lines of the client whose options were created last, by id: 20 first configuration, 21 failing with one, 22 failing
    /// without, 23 refused, 24 recovered.
    /// </summary>
    public void AssertTransitions(params int[] ids) => Assert.Equal(ids, Log.Transitions);

    /// <summary>I5: however long a state lasts, it is logged once.</summary>
    private static void AssertTransitionsSaidOnce(SceneLog log)
    {
        bool first = false, failing = false, refused = false;
        foreach (int id in log.Transitions)
        {
            bool isChange = id switch
            {
                20 => !first,
                24 => failing,
                23 => !refused,
                _ => !failing,
            };
            Assert.True(isChange, $"I5: a state was said again:\n{string.Join('\n', log.Lines)}");
            (first, failing, refused) = (first || id == 20, id is 21 or 22 or 23, id == 23 || (refused && id is 21 or 22));
        }
    }

    /// <summary>I3: no client has more active timers than a poll and its waiters need.</summary>
    private void AssertBounded() => Assert.InRange(Clock.ArmedTimers, 0, MostTimersOfAClient * Math.Max(1, _clients.Count));

    /// <summary>I3: nothing keeps running, and nothing starts again.</summary>
    private void AssertNothingLeft()
    {
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, Clock.ArmedTimers);
        foreach ((EppoClient client, _) in _clients)
        {
            AssertDefaults(client);
        }
    }
}
