using System.Text.RegularExpressions;

namespace EppoTyped.Package.Tests;

/// <summary>The first steps of the README, taken literally, in a new console project.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(PackedFeed))]
public sealed class ReadmeProgramTests(PackedFeed feed)
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(PackedFeed.Root, "README.md")).ReplaceLineEndings("\n");

    [Fact]
    public async Task Its_first_program_prints_what_it_promises_and_its_mistake_is_an_error_at_the_place_it_names()
    {
        string folder = Path.Combine(feed.NewProjectFolder(), "Shop");
        string manifest = Path.Combine(folder, "flags.json");
        await Tool.SucceedAsync(Path.GetDirectoryName(folder)!, feed.Packages, "new", "console", "-o", "Shop");
        await Tool.SucceedAsync(folder, feed.Packages, "add", "package", "EppoTyped", "--version", "0.1.0");
        await File.WriteAllTextAsync(manifest, First("json"));
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), First("csharp"));

        string printed = await Tool.SucceedAsync(folder, feed.Packages, "run");
        await File.WriteAllTextAsync(manifest, First("json").Replace("false", "\"no\"", StringComparison.Ordinal));
        (int exitCode, string output) = await Tool.RunAsync(folder, feed.Packages, "build", "--no-restore");

        Assert.Equal(Snippets("text")[0], printed.ReplaceLineEndings("\n"));
        Assert.NotEqual(0, exitCode);
        Assert.Contains(Snippets("text")[1].TrimEnd(), output, StringComparison.Ordinal);
    }

    private static string First(string language) => Snippets(language)[0];

    private static string[] Snippets(string language) =>
    [
        .. Regex.Matches(Readme, $"^```{language}\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)
            .Select(match => match.Groups[1].Value),
    ];
}
