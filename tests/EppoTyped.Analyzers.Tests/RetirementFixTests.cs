using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EppoTyped.Analyzers.Tests;

/// <summary>Which calls are left alone, how far one fix goes, and when the entry goes from flags.json.</summary>
public sealed class RetirementFixTests
{
    private const string TwoFiles = """
        --- Code.cs
        static class Probe
        {
            public static string Run(ISubject user) => Flags.DarkMode.IsEnabled(user) && !Flags.OldBanner.IsEnabled(user) ? "dark" : "light";
        }
        --- Other.cs
        static class Other
        {
            public static bool Run(ISubject user, FlagSet flags) => flags.DarkMode.IsEnabled(user);
        }
        """;

    [Theory]
    [InlineData("Flags.DarkMode.Details(user)")]
    [InlineData("Flags.Undecided.IsEnabled(user)")]
    [InlineData("Flags.DarkMode")]
    [InlineData("set?.DarkMode.IsEnabled(user)")]
    [InlineData("nameof(Flags.DarkMode)")]
    [InlineData("new FlagOverrides().Set(DarkModeFlag.Flag, true)")]
    [InlineData("new FlagOverrides().Set(\"dark-mode\", true)")]
    [InlineData("client.PeekDetails(DarkModeFlag.Flag, user)")]
    [InlineData("client.GetBooleanAssignmentDetails(\"dark-mode\", \"u\", false)")]
    [InlineData("client.GetStringAssignment(\"dark-mode\", \"u\", \"\")")]
    [InlineData("client.GetBanditAction(\"checkout\", \"u\", null, new List<string>(), \"standard_checkout\")")]
    [InlineData("new EppoLegacyClient(client).FindBooleanAssignment(\"dark-mode\", \"u\")")]
    [InlineData("user.Key == \"u\" && Flags.DarkMode.IsEnabled(Load())")]
    [InlineData("Next() > Next() && Flags.DarkMode.IsEnabled(Load())")]
    [InlineData("Next() + (Flags.DarkMode.IsEnabled(Load()) ? 1 : 2)")]
    [InlineData("(Func<bool>)(() => Flags.DarkMode.IsEnabled(Load()))")]
    [InlineData("(Action)(() => Flags.DarkMode.IsEnabled(user))")]
    [InlineData("new Page(client) { _last = Flags.DarkMode.IsEnabled(Load()) ? 1 : 2 }")]
    [InlineData("$\"{Flags.DarkMode.IsEnabled(Load())}\"")]
    [InlineData("new List<int>(Next()).Count + (Flags.DarkMode.IsEnabled(user) ? new int[Flags.OldBanner.IsEnabled(Load()) ? 1 : 2].Length : 1)", 1)]
    [InlineData("Flags.DarkMode.IsEnabled(user ?? throw new InvalidOperationException())")]
    public async Task What_cannot_keep_its_behaviour_is_told_and_left(string expression, int others = 0)
    {
        Workbench bench = Bench($$"""
            class Page(FlagClient client)
            {
                private int _last;

                private int Next() => ++_last;

                private Subject Load() => new Subject("u" + Next());

                public object? Ask(ISubject user, FlagSet? set)
                {
                    _ = client;
                    return {{expression}};
                }
            }
            """);
        Assert.Empty(await bench.ErrorsAsync());
        Diagnostic[] messages = [.. (await bench.MessagesAsync()).Where(message => message.Id == "EPPO3001")];
        Assert.Equal(others + 1, messages.Length);
        Diagnostic message = messages.OrderBy(message => message.Location.SourceSpan.Start).Last();
        Assert.DoesNotContain(await bench.FixesAsync(message), action => action.EquivalenceKey == "EPPO3001.Retire");
    }

    [Fact]
    public async Task One_fix_retires_one_call_and_says_what_it_puts_in_place()
    {
        Workbench bench = Bench(TwoFiles);
        Diagnostic message = (await bench.MessagesAsync()).First(message => message.GetMessage(CultureInfo.InvariantCulture).Contains("old-banner", StringComparison.Ordinal));
        Assert.Equal("Retire \"old-banner\": it is false for good", Assert.Single(await bench.FixesAsync(message)).Title);

        Workbench mended = await bench.FixAsync(message, null);

        Assert.Contains("Flags.DarkMode.IsEnabled(user) ? \"dark\" : \"light\"", await mended.TextAsync("Code.cs"), StringComparison.Ordinal);
        Assert.DoesNotContain("old-banner", await mended.TextAsync("flags.json"), StringComparison.Ordinal);
        Assert.Contains("dark-mode", await mended.TextAsync("flags.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FixAllScope.Document, true)]
    [InlineData(FixAllScope.Project, false)]
    [InlineData(FixAllScope.Solution, false)]
    public async Task The_entry_goes_when_the_last_call_goes(FixAllScope scope, bool otherFileStays)
    {
        Workbench mended = await RetirementTests.FixAllAsync(Bench(TwoFiles), scope, "Code.cs");

        Assert.Contains("=> \"dark\";", await mended.TextAsync("Code.cs"), StringComparison.Ordinal);
        Assert.Equal(otherFileStays, (await mended.TextAsync("Other.cs")).Contains("DarkMode", StringComparison.Ordinal));
        Assert.Equal(otherFileStays, (await mended.TextAsync("flags.json")).Contains("dark-mode", StringComparison.Ordinal));
        Assert.DoesNotContain("old-banner", await mended.TextAsync("flags.json"), StringComparison.Ordinal);
        Assert.Empty(await mended.ErrorsAsync());
    }

    [Theory]
    [InlineData("static class Keys { public const string Dark = \"dark-mode\"; }")]
    [InlineData("static class Keys { public const string Dark = \"dark\\u002dmode\"; }")]
    [InlineData("/// <summary>As <see cref=\"Flags.DarkMode\"/>.</summary>\nstatic class Keys;")]
    [InlineData("static class Keys { public static string Dark => DarkModeFlag.Key; }")]
    public async Task The_entry_stays_while_anything_names_it(string other)
    {
        Workbench bench = Bench($"--- Code.cs\nclass Page {{ public bool Is(ISubject user) => Flags.DarkMode.IsEnabled(user); }}\n--- Other.cs\n{other}\n");
        Workbench mended = await RetirementTests.FixAllAsync(bench, FixAllScope.Document, "Code.cs");
        Assert.Contains("=> true;", await mended.TextAsync("Code.cs"), StringComparison.Ordinal);
        Assert.Contains("dark-mode", await mended.TextAsync("flags.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_entry_stays_while_another_project_asks()
    {
        Workbench bench = Bench("class Page { public bool Is(ISubject user) => Flags.DarkMode.IsEnabled(user); }").With(project =>
        {
            ProjectId id = ProjectId.CreateNewId();
            return project.Solution
                .AddProject(ProjectInfo.Create(id, VersionStamp.Default, "Shop.Tests", "Shop.Tests", LanguageNames.CSharp, compilationOptions: project.CompilationOptions, parseOptions: project.ParseOptions, metadataReferences: project.MetadataReferences, projectReferences: [new ProjectReference(project.Id)]))
                .AddDocument(DocumentId.CreateNewId(id), "Tests.cs", "class Tests { object On => Shop.Flags.DarkMode; }")
                .GetProject(project.Id)!;
        });
        Workbench mended = await RetirementTests.FixAllAsync(bench, FixAllScope.Solution, "Code.cs");
        Assert.Contains("=> true;", await mended.TextAsync("Code.cs"), StringComparison.Ordinal);
        Assert.Contains("dark-mode", await mended.TextAsync("flags.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_ends_and_tabs_stay_as_they_are()
    {
        RetirementSample sample = RetirementSample.Read("comments_of_what_stays");
        static string Windows(string text) => text.Replace("    ", "\t", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);
        Sample program = sample.Program with { Files = [.. sample.Program.Files.Select(file => file with { Text = Windows(file.Text) })] };
        Workbench mended = await RetirementTests.FixAllAsync(Workbench.Of(program), FixAllScope.Document, "Code.cs");
        Assert.Equal(Windows(sample.Program.Fixed.Single().Text), await mended.TextAsync("Code.cs"));
    }

    [Theory]
    [InlineData("surfaces")]
    [InlineData("when_clauses")]
    [InlineData("effects_before")]
    [InlineData("switch_statement_default_and_blocks")]
    public async Task Half_a_program_is_nothing_to_stumble_over(string name)
    {
        RetirementSample sample = RetirementSample.Read(name);
        SampleFile code = sample.Program.Files.Single(file => file.Name == "Code.cs");
        for (int length = code.Text.Length - 1; length > 0; length -= 71)
        {
            Workbench bench = Workbench.Of(sample.Program with { Files = sample.Program.Files.Replace(code, code with { Text = code.Text[..length] }) });
            if ((await bench.MessagesAsync()).Any(message => message.Id == "EPPO3001"))
                await RetirementTests.FixAllAsync(bench, FixAllScope.Project, "Code.cs");
        }
    }

    private static Workbench Bench(string text) => Workbench.Of(RetirementSample.Parse("", text).Program);
}
