using System.Globalization;

namespace EppoTyped.Faults.Tests;

/// <summary>Processes that end while events are being delivered.</summary>
[Trait("Category", "Faults")]
public sealed class ExitFaults
{
    private const string LeftBehind = "log 64 ";

    [Fact]
    public async Task F64_A_termination_with_a_full_queue()
    {
        using (ChildProcess patient = ChildProcess.Start("leave", "wait", "60000"))
        {
            await ReadUpToAsync(patient, "full");
            await patient.SignalAsync("TERM");
            string[] lines = await ReadAllAsync(patient);
            Assert.Equal(Enumerable.Range(0, LeavingChild.Events).Select(number => $"subject-{number}").Prepend("ending"), lines);
        }

        using (ChildProcess stuck = ChildProcess.Start("leave", "stuck", "100"))
        {
            await ReadUpToAsync(stuck, "full");
            await stuck.SignalAsync("TERM");
            string[] lines = await ReadAllAsync(stuck);
            Assert.Contains(
                $" {LeavingChild.Events} assignments still wait",
                Assert.Single(lines, line => line.StartsWith(LeftBehind, StringComparison.Ordinal)),
                StringComparison.Ordinal);
        }

        using ChildProcess told = ChildProcess.Start("leave", "stuck", "600000");
        await ReadUpToAsync(told, "full");
        await told.SignalAsync("TERM");
        await ReadUpToAsync(told, "ending");
        Task<string[]> ended = ReadAllAsync(told);
        while (!ended.IsCompleted)
        {
            // Repeated until the process handles the signal: the first one may arrive before that.
            await told.TrySignalAsync("TERM");
            await Task.WhenAny(ended, Task.Delay(100));
        }

        await ended;
    }

    [Fact]
    public async Task F65_An_end_without_a_dispose()
    {
        string output = await ChildProcess.RunAsync("leave", "return", "60000");

        Assert.Equal(
            Enumerable.Range(0, LeavingChild.Events).Select(number => $"subject-{number}").Prepend("ending").Prepend("full"),
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("log ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_kill_loses_no_event_that_was_accepted_and_delivers_no_half_one()
    {
        Random random = new(20261128);
        string folder = Directory.CreateTempSubdirectory("eppotyped-spool-").FullName;
        for (int kill = 0; kill < 8; kill++)
        {
            using ChildProcess child = ChildProcess.Start("spool", folder);
            byte[] first = new byte[4];
            await child.Output.BaseStream.ReadExactlyAsync(first).AsTask().WaitAsync(TimeSpan.FromMinutes(1));
            await Task.Delay(random.Next(0, 60));
            await child.KillAsync();
            using MemoryStream rest = new();
            await child.Output.BaseStream.CopyToAsync(rest);
            int accepted = 1 + (int)(rest.Length / 4);

            List<LoggedEvent> delivered = [];
            ScriptedSink sink = new((batch, _) =>
            {
                delivered.AddRange(batch);
                return SendResult.Delivered;
            });
            await using (BatchingAssignmentLogger logger = new(sink, new BatchingOptions { SpoolFolder = folder }))
            {
                Assert.True(await logger.FlushAsync(TimeSpan.FromMinutes(1)));
                Assert.Equal(0, logger.Statistics.Dropped);
            }

            // One more may be on disk whose number was not printed before the process was killed.
            Assert.InRange(delivered.Count, accepted, accepted + 1);
            Assert.Equal(
                Enumerable.Range(0, delivered.Count).Select(number => number.ToString(CultureInfo.InvariantCulture)),
                delivered.Select(logged => logged.EventId));
            Assert.All(
                delivered,
                (logged, number) => Assert.Equal(SpoolingChild.Filling(number), logged.Assignment!.SubjectAttributes["filling"].AsString));
            Assert.Empty(Directory.GetFiles(folder, "*.ndjson"));
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task ReadUpToAsync(ChildProcess child, string last)
    {
        while (await child.Output.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)) is { } line && line != last)
        {
        }
    }

    private static async Task<string[]> ReadAllAsync(ChildProcess child) =>
        (await child.Output.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(2))).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
