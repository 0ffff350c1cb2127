using System.Diagnostics;
using System.Text.Json.Nodes;

namespace EppoTyped.Samples.Tests;

/// <summary>The bandit sample, in a folder of its own: typed actions chosen, the status quo kept, both kinds of events written.</summary>
public sealed class BanditTests : IDisposable
{
    private static readonly string Sample =
        Path.Combine(AppContext.BaseDirectory.Replace(Path.Combine("tests", "EppoTyped.Samples.Tests"), Path.Combine("samples", "Bandit"), StringComparison.Ordinal), "Bandit.dll");

    private readonly string _folder = Directory.CreateTempSubdirectory("bandit-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Its_shoppers_get_a_shoe_and_every_choice_is_written()
    {
        string output = await RunAsync();
        JsonNode[] events = [.. (await File.ReadAllLinesAsync(Path.Combine(_folder, "bandit_events.ndjson"))).Select(line => JsonNode.Parse(line)!)];

        JsonNode[] assignments = [.. events.Where(@event => @event["featureFlag"] is not null)];
        JsonNode[] choices = [.. events.Where(@event => @event["banditKey"] is not null)];
        Assert.Equal((10, events.Length), (assignments.Length, assignments.Length + choices.Length));
        Assert.Equal(choices.Length, assignments.Count(assignment => (string?)assignment["variation"] == "shoe-bandit"));
        Assert.Equal(choices.Length, output.Split("the bandit chose it with a probability of").Length - 1);
        Assert.Equal(10 - choices.Length, output.Split("status quo").Length - 1);
        Assert.NotEmpty(choices);
        Assert.All(choices, choice =>
        {
            Assert.InRange((double)choice["actionProbability"]!, double.Epsilon, 1);
            Assert.Equal((string?)choice["action"] == "nike" ? 2.3 : 0.2, (double)choice["actionNumericAttributes"]!["brand_affinity"]!);
            Assert.Equal("16:9", (string?)choice["actionCategoricalAttributes"]!["image_aspect_ratio"]);
            Assert.NotNull(choice["subjectNumericAttributes"]!["age"]);
            Assert.NotNull(choice["subjectCategoricalAttributes"]!["country"]);
        });
    }

    private async Task<string> RunAsync()
    {
        using Process process = new()
        {
            StartInfo = new ProcessStartInfo("dotnet", [Sample]) { WorkingDirectory = _folder, RedirectStandardOutput = true },
        };
        process.Start();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output);
        return output;
    }
}
