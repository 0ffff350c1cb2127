namespace EppoTyped.Generator.Tests;

/// <summary>The README leads to a first success in a screen, and from there to every page of the manual.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void It_has_at_most_150_lines() => Assert.InRange(ManualPage.Readme.Text.TrimEnd().Split('\n').Length, 1, 150);

    [Fact]
    public void It_shows_one_flag_then_the_call_then_what_a_run_prints()
    {
        Snippet manifest = ManualPage.Readme.Snippets.First(snippet => snippet.Language == "json");
        Snippet program = ManualPage.Readme.Snippets.First(snippet => snippet.Language == "csharp");
        Snippet output = ManualPage.Readme.Snippets.First(snippet => snippet.Language == "text");

        Assert.Single(manifest.Code.Split("flagType")[1..]);
        Assert.InRange(program.Code.TrimEnd().Split('\n').Length, 1, 15);
        Assert.True(manifest.Line < program.Line && program.Line < output.Line);
    }

    [Fact]
    public void It_names_the_two_commands()
    {
        string commands = ManualPage.Readme.Snippets.First(snippet => snippet.Language == "sh").Code;
        Assert.Contains("dotnet run --project samples/QuickStart", commands, StringComparison.Ordinal);
        Assert.Contains("dotnet test", commands, StringComparison.Ordinal);
    }

    [Fact]
    public void It_leads_to_every_page_of_the_manual() =>
        Assert.Empty(Directory.GetFiles(ManualPage.FullPathOf("docs"), "*.md").Select(path => $"docs/{Path.GetFileName(path)}")
            .Except(ManualPage.Readme.Links));
}
