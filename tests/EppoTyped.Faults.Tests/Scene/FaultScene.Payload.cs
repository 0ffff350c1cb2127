namespace EppoTyped.Faults.Tests;

// Configurations with one faulty part.
internal sealed partial class FaultScene
{
    /// <summary>
    /// A fault beside the reference flags: they are used as without it, no poll fails, and the next good configuration is used as usual.
    /// </summary>
    /// <param name="more">Further members of "flags", each with a comma before it.</param>
    /// <param name="during">What else must hold.</param>
    public Task PlayBesideAsync(string more, Action<EppoClient> during) => PlayInUseAsync(ReferenceFlags.Json("red", more), during);

    /// <summary>The reference configuration has an unusual form and is used all the same; so is the next one.</summary>
    /// <param name="json">The unusual form.</param>
    /// <param name="during">What else must hold.</param>
    public async Task PlayInUseAsync(string json, Action<EppoClient>? during = null)
    {
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Json(json, "\"odd\""));
        server.Fail();
        EppoClient client = await InitializeAsync(Options(server.BaseUrl));
        AssertAnswers(client, "red");
        WithoutWaiting(() => during?.Invoke(client));
        AssertAnswers(client, "red");
        server.Good("blue", "\"2\"");
        await AssertRecoversAsync(client, "blue");
        AssertTransitions(20);
    }

    /// <summary>A document that cannot be used: it is refused with and without a previous one.</summary>
    /// <param name="document">The document.</param>
    /// <param name="reason">A part of the log line.</param>
    public static async Task PlayRefusedAsync(string document, string reason)
    {
        await using (FaultScene warm = new())
        {
            await using KestrelServer server = await KestrelServer.StartAsync(Answers.Json(document, "\"bad\""));
            await warm.PlayWarmAsync(server);
            Assert.Contains(reason, warm.Single(21), StringComparison.Ordinal);
        }

        await using (FaultScene cold = new())
        {
            await using KestrelServer server = await KestrelServer.StartAsync(Answers.Json(document, "\"bad\""));
            await cold.PlayColdAsync(server);
            Assert.Contains(reason, cold.Single(22), StringComparison.Ordinal);
        }
    }

    /// <summary>The one line of this id in the log of the last client.</summary>
    public string Single(int id) => Assert.Single(Log.Lines, line => line.Id == id).Text;

    /// <summary>Every way to evaluate a boolean flag returns the caller's default, with this reason.</summary>
    public static void AssertDefault(FlagClient client, string flagKey, EvaluationError error)
    {
        foreach (bool mine in (bool[])[true, false])
        {
            Evaluation<bool> answer = client.GetBooleanAssignmentDetails(flagKey, ReferenceFlags.Subject, ReferenceFlags.Attributes, mine);
            Assert.Equal((mine, error), (answer.Value, answer.Error));
            Assert.Equal(mine, client.GetBooleanAssignment(flagKey, ReferenceFlags.Subject, ReferenceFlags.Attributes, mine));
        }
    }
}
