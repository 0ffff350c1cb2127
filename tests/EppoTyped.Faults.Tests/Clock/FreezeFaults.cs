using System.Diagnostics;

namespace EppoTyped.Faults.Tests;

/// <summary>A process that is stopped and goes on later, as a container that is frozen or a function kept warm.</summary>
[Trait("Category", "Faults")]
public sealed class FreezeFaults
{
    [Fact]
    public async Task F77_A_frozen_process_goes_on()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // There is no such signal.
        }

        using SemaphoreSlim asked = new(0);
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(500));
        server.Then(context =>
        {
            asked.Release();
            return Answers.Json(ReferenceFlags.Json("red"), "\"1\"")(context);
        });
        using ChildProcess child = ChildProcess.Start("poll", server.BaseUrl);
        await AskedAsync(asked, 3);

        // Frozen when no request has come for the time of six polls, whatever was still on its way.
        await child.SignalAsync("STOP");
        while (await asked.WaitAsync(6 * PollingChild.Interval))
        {
        }

        long resumed = Stopwatch.GetTimestamp();
        await child.SignalAsync("CONT");
        await AskedAsync(asked, 4);

        // The missed polls are one; the three after it keep their distance, but for what the network makes of it.
        Assert.InRange(Stopwatch.GetElapsedTime(resumed), 2 * PollingChild.Interval, FaultScene.Bound);
        Assert.Equal(1, server.MostAtOnce);
    }

    private static async Task AskedAsync(SemaphoreSlim asked, int times)
    {
        for (int request = 0; request < times; request++)
        {
            Assert.True(await asked.WaitAsync(FaultScene.Bound), "The child does not poll.");
        }
    }
}
