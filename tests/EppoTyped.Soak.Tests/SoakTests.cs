using System.Diagnostics;
using System.Globalization;
using EppoTyped.Tests;

namespace EppoTyped.Soak.Tests;

/// <summary>Runs the soak, for the minutes of <c>EPPO_SOAK_MINUTES</c>; without it for 3 where <c>CI</c> is true, and for a quarter of one elsewhere.</summary>
public sealed class SoakTests(CiLog log) : IClassFixture<CiLog>
{
    private const double MinutesInCi = 3;
    private const double MinutesElsewhere = 0.25;
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);
    private static readonly string Soak = Path.Combine(AppContext.BaseDirectory.Replace("EppoTyped.Soak.Tests", Path.Combine("support", "EppoTyped.Soak"), StringComparison.Ordinal), "EppoTyped.Soak.dll");

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Minutes_against_a_server_that_lies_give_no_wrong_answer_and_nothing_grows()
    {
        double minutes = Minutes();
        using Process soak = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Soak, "--minutes", minutes.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = soak.StandardError.ReadToEndAsync();
        List<string> lines = [];
        using CancellationTokenSource tooLong = new(TimeSpan.FromMinutes(minutes) + Grace);
        try
        {
            while (await soak.StandardOutput.ReadLineAsync(tooLong.Token) is { } line)
            {
                lines.Add(line);
                if (line.StartsWith("soak:", StringComparison.Ordinal) || minutes > 1)
                {
                    log.Say(line);
                }
            }

            await soak.WaitForExitAsync(tooLong.Token);
        }
        catch (OperationCanceledException)
        {
            soak.Kill();
        }

        Assert.True(soak.HasExited && soak.ExitCode == 0, string.Join("\n", lines.Append(await errors)));
    }

    private static double Minutes() =>
        double.TryParse(Environment.GetEnvironmentVariable("EPPO_SOAK_MINUTES"), CultureInfo.InvariantCulture, out double given) ? given
        : string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase) ? MinutesInCi
        : MinutesElsewhere;
}
