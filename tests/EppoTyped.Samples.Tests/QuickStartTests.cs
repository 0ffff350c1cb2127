using System.Diagnostics;
using System.Text.Json.Nodes;

namespace EppoTyped.Samples.Tests;

/// <summary>The quick start as a newcomer runs it: in a folder of its own, with nothing around it.</summary>
public sealed class QuickStartTests : IDisposable
{
    // Fifteen seconds are promised, of a machine that does nothing else.
    private static readonly TimeSpan Promised = 4 * TimeSpan.FromSeconds(15);
    private readonly string _folder = Directory.CreateTempSubdirectory("quickstart-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_shows_the_whole_line_and_ends_by_itself()
    {
        (int exitCode, string output, TimeSpan took) = await RunAsync();

        Assert.True(exitCode == 0, output);
        Assert.InRange(took, TimeSpan.Zero, Promised);
        Assert.Contains("The client is Ready", output, StringComparison.Ordinal);
        Assert.Contains("Supplied attributes match rules defined in allocation", output, StringComparison.Ordinal);
        Assert.Contains("Check your configuration", output, StringComparison.Ordinal);
        Assert.Equal(10, Count(output, "has the value \"one_click_checkout\", which the manifest does not list"));
    }

    [Fact]
    public async Task Every_assignment_is_a_row_that_rfc_4180_reads_and_a_second_run_appends()
    {
        await RunAsync();
        List<string[]> once = Csv(await File.ReadAllTextAsync(Path.Combine(_folder, "eppo_assignments.csv")));
        await RunAsync();
        List<string[]> twice = Csv(await File.ReadAllTextAsync(Path.Combine(_folder, "eppo_assignments.csv")));

        Assert.Equal(["timestamp", "featureFlag", "allocation", "experiment", "subject", "subjectAttributes", "variation", "extraLogging", "metaData", "entityId"], once[0]);
        Assert.All(once.Concat(twice), row => Assert.Equal(10, row.Length));
        Assert.Equal(10, once.Skip(1).Select(row => row[4]).Distinct().Count());
        Assert.All(once.Skip(1), row => Assert.NotNull(JsonNode.Parse(row[5])!["country"]));
        Assert.All(once.Skip(1), row => Assert.Equal($"{row[1]}-{row[2]}", row[3]));
        Assert.Equal(["campaign", "discount", "num-results", "payment-method", "show-reviews", "test-checkout"], once.Skip(1).Select(row => row[1]).Distinct().Order(StringComparer.Ordinal));
        Assert.DoesNotContain(once, row => row[6] == "one_click");
        Assert.Equal(once.Select(row => string.Join('|', row)), twice.Take(once.Count).Select(row => string.Join('|', row)));
        Assert.Single(twice, row => row[0] == "timestamp");
        Assert.Equal(20, twice.Skip(1).Select(row => row[4]).Distinct().Count());
    }

    private async Task<(int ExitCode, string Output, TimeSpan Took)> RunAsync()
    {
        using Process process = new()
        {
            StartInfo = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "QuickStart.dll")])
            {
                WorkingDirectory = _folder,
                RedirectStandardOutput = true,
            },
        };
        long start = Stopwatch.GetTimestamp();
        process.Start();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, Stopwatch.GetElapsedTime(start));
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    // As RFC 4180 has it: a quoted field may hold commas, line ends and doubled quotes.
    private static List<string[]> Csv(string text)
    {
        List<string[]> rows = [];
        List<string> row = [];
        string field = "";
        bool quoted = false;
        for (int place = 0; place < text.Length; place++)
        {
            char character = text[place];
            if (quoted)
            {
                bool doubled = character == '"' && place + 1 < text.Length && text[place + 1] == '"';
                field += character != '"' || doubled ? character : "";
                quoted = character != '"' || doubled;
                place += doubled ? 1 : 0;
                continue;
            }

            switch (character)
            {
                case '"':
                    quoted = true;
                    break;
                case ',':
                    row.Add(field);
                    field = "";
                    break;
                case '\r' when text[place + 1] == '\n':
                    rows.Add([.. row, field]);
                    (row, field) = ([], "");
                    place++;
                    break;
                default:
                    field += character;
                    break;
            }
        }

        Assert.Equal("", field);
        return rows;
    }
}
