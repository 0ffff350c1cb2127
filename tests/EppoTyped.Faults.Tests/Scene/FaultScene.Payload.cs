namespace EppoTyped.Faults.Tests;

// A configuration that is good but for a part.
internal sealed partial class FaultScene
{
    /// <summary>Something is wrong beside the reference flags: they answer as if it were not there, no poll fails for it, and the next good configuration is taken as ever.</summary>
    /// <param name="more">Further members of "flags", each with a comma before it.</param>
    /// <param name="during">What must hold of the rest.</param>
    public Task PlayBesideAsync(string more, Action<EppoClient> during) => PlayInUseAsync(ReferenceFlags.Json("red", more), during);

    /// <summary>The reference configuration comes in an odd shape and is used all the same; so is the next one.</summary>
    /// <param name="json">The shape.</param>
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

    /// <summary>A document that cannot be used: it is refused whether or not there is one before it.</summary>
    /// <param name="document">The document.</param>
    /// <param name="reason">What the line says of it.</param>
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

    /// <summary>The one line of this id that the last client has said.</summary>
    public string Single(int id) => Assert.Single(Log.Lines, line => line.Id == id).Text;

    /// <summary>Every way to ask a flag of booleans gives the caller's default, with this reason.</summary>
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
