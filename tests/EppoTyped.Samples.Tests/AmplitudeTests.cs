using System.Diagnostics;
using System.Text.RegularExpressions;

namespace EppoTyped.Samples.Tests;

/// <summary>The Amplitude sample as a newcomer runs it: both clients give the same typed answers, and exposures arrive.</summary>
public sealed partial class AmplitudeTests
{
    private static readonly string Sample =
        Path.Combine(AppContext.BaseDirectory.Replace(Path.Combine("tests", "EppoTyped.Samples.Tests"), Path.Combine("samples", "Amplitude"), StringComparison.Ordinal), "Amplitude.dll");

    [Fact]
    public async Task Both_clients_give_the_same_typed_answers_and_exposures_arrive()
    {
        string output = await RunAsync();

        string[] local = Answers(output, "local");
        Assert.Equal(4, local.Length);
        Assert.Equal(local, Answers(output, "remote"));
        Assert.Contains(local, line => line.StartsWith("anna checkout Express ", StringComparison.Ordinal) && line.Contains("gift wrap yes", StringComparison.Ordinal));
        Assert.Contains(local, line => line.Contains("checkout Standard ", StringComparison.Ordinal) && line.Contains("gift wrap no", StringComparison.Ordinal));
        Assert.All(local, line => Assert.Contains("\"Winter reads\"", line, StringComparison.Ordinal));
        Assert.Contains("4 events have reached", output, StringComparison.Ordinal);
        Assert.Contains("anna  [Experiment] Exposure: checkout = express", output, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^  (?<reader>\w+) +(?<client>local|remote) +(?<answers>.*?)\r?$", RegexOptions.Multiline)]
    private static partial Regex Answer();

    /// <summary>What a client answered, a line a reader.</summary>
    private static string[] Answers(string output, string client) =>
        [.. Answer().Matches(output).Where(answer => answer.Groups["client"].Value == client).Select(answer => $"{answer.Groups["reader"]} {answer.Groups["answers"]}")];

    private static async Task<string> RunAsync()
    {
        using Process process = new() { StartInfo = new ProcessStartInfo("dotnet", [Sample]) { RedirectStandardOutput = true } };
        process.Start();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output);
        return output;
    }
}
