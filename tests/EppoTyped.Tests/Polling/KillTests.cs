using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped.Tests.Polling;

public sealed class KillTests : IDisposable
{
    private const int Lanes = 4;
    private const int Configurations = 3;
    private const string Binding = "KILL";

    private static readonly int Kills = RunScale.Of(200);

    private static readonly string Writer = Path.Combine(AppContext.BaseDirectory.Replace("EppoTyped.Tests", Path.Combine("support", "EppoTyped.KillWriter"), StringComparison.Ordinal), "EppoTyped.KillWriter.dll");

    private readonly string _folder = Directory.CreateTempSubdirectory("eppotyped-kills-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>SIGKILL, at a random moment of a tight loop of writes. Several at a time, because starting up is what takes the time.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public async Task Kills_in_the_middle_of_writing_leave_the_old_file_or_the_new_one()
    {
        byte[][] known = [.. Enumerable.Range(0, Configurations).Select(index => LastGoodFormat.Write(Binding, KillPayload.Of(index).Response))];
        int[] killsInMidWrite = await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => Task.Run(() => KillAsync(lane, Kills / Lanes, known))));

        // A temporary file that was left is a write that was cut off.
        Assert.InRange(killsInMidWrite.Sum(), Kills / 4, Kills);
    }

    private async Task<int> KillAsync(int lane, int kills, byte[][] known)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "lane" + lane)).FullName;
        string path = Path.Combine(folder, "flags.eppo");
        Random random = new(20260501 + lane);
        int inMidWrite = 0;
        for (int kill = 0; kill < kills; kill++)
        {
            using Process child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Writer, path, Binding, Configurations.ToString(CultureInfo.InvariantCulture), (kill % Configurations).ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true })!;
            Assert.True(await child.StandardOutput.ReadAsync(new char[1]) == 1, "The writer did not get as far as its first write.");
            await WaitAsync(TimeSpan.FromMicroseconds(random.Next(0, 8_000)));
            child.Kill();
            await child.WaitForExitAsync();

            string[] left = Directory.GetFiles(folder, "*.tmp");
            inMidWrite += left.Length > 0 ? 1 : 0;
            Array.ForEach(left, File.Delete);
            byte[] content = await File.ReadAllBytesAsync(path);
            Assert.Contains(known, whole => whole.AsSpan().SequenceEqual(content));
            Assert.NotNull(new LastGoodFile(path, Binding, 10_000_000, NullLogger.Instance, "EppoClientOptions").Read());
        }

        return inMidWrite;
    }

    private static async Task WaitAsync(TimeSpan time)
    {
        // Finer than a timer, which counts in milliseconds.
        long end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        while (Stopwatch.GetTimestamp() < end)
        {
            await Task.Yield();
        }
    }
}
