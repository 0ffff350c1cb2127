using System.Diagnostics;

namespace EppoTyped.Faults.Tests;

/// <summary>A process that is stopped and continued later, such as a frozen container or a function that is kept warm.</summary>
[Trait("Category", "Faults")]
public sealed class FreezeFaults
{
    [Fact]
    public async Task F77_A_frozen_process_goes_on()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // Windows has no such signal.
        }

        using SemaphoreSlim asked = new(0);
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(500));
        server.Then(context =>
        {
            asked.Release();
            return Answers.Json(ReferenceFlags.Json("red"), "\"1\"")(context);
        });
        using ChildProcess child = ChildProcess.Start("poll", server.BaseUrl);
        await RequestsAsync(asked, 3);

        // Frozen when no request has arrived for the time of six polls; a request may still have been on its way before.
        await child.SignalAsync("STOP");
        while (await asked.WaitAsync(6 * PollingChild.Interval))
        {
        }

        long resumed = Stopwatch.GetTimestamp();
        await child.SignalAsync("CONT");
        await RequestsAsync(asked, 4);

        // The missed polls become one; the three after it keep their interval, but for the network.
        Assert.InRange(Stopwatch.GetElapsedTime(resumed), 2 * PollingChild.Interval, FaultScene.Bound);
        Assert.Equal(1, server.MostAtOnce);
    }

    private static async Task RequestsAsync(SemaphoreSlim asked, int times)
    {
        for (int request = 0; request < times; request++)
        {
            Assert.True(await asked.WaitAsync(FaultScene.Bound), "The child does not poll.");
        }
    }
}
