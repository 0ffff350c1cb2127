namespace EppoTyped.Package.Tests;

/// <summary>A new console project with the package and a flags.json: all a user does.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(PackedFeed))]
public sealed class ConsumerTests(PackedFeed feed)
{
    private const string Manifest = """
        {
          "subjects": { "user": { "attributes": { "country": { "type": "string" } } } },
          "flags": {
            "checkout": { "flagType": "string", "defaultValue": "standard", "variations": ["standard", "fast"], "subject": "user" },
            "kill-switch": { "flagType": "boolean", "defaultValue": false }
          }
        }
        """;

    private const string Program = """
        using EppoTyped;
        using Shop;

        User user = new("user-1") { Country = "US" };
        FlagSet flags = new(FlagClient.InMemory(overrides: new FlagOverrides().Set(CheckoutFlag.Flag, CheckoutVariant.Fast)));
        Console.WriteLine($"{Flags.Checkout.Variant(user)} {flags.Checkout.Variant(user)} {Flags.KillSwitch.IsEnabled(user)} {Flags.Search.Results.Value(user)}");
        Console.WriteLine(FlagClient.Shared.GetBooleanAssignment("kill-switch", "user-1", false));

        """;

    [Fact]
    public async Task It_is_all_a_project_needs()
    {
        string folder = NewConsole();

        Assert.Equal("Standard Fast False 10\nFalse\n", (await Tool.SucceedAsync(folder, feed.Packages, "run")).ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_wrong_default_fails_the_build_at_its_line_and_column_with_analyzers_and_without()
    {
        string folder = NewConsole();
        await File.WriteAllTextAsync(Path.Combine(folder, "flags.json"), Manifest.Replace("\"defaultValue\": false", "\"defaultValue\": \"no\"", StringComparison.Ordinal));

        (int exitCode, string output) = await Tool.RunAsync(folder, feed.Packages, "build");
        (int exitCodeWithout, string outputWithout) = await Tool.RunAsync(folder, feed.Packages, "build", "--no-restore", "-p:RunAnalyzers=false");

        Assert.All([output, outputWithout], text => Assert.Contains($"{Path.Combine(folder, "flags.json")}(5,61): error EPPO1006", text, StringComparison.Ordinal));
        Assert.All([exitCode, exitCodeWithout], code => Assert.NotEqual(0, code));
        Assert.DoesNotContain("error CS", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_key_is_a_warning_and_the_command_line_mends_it()
    {
        string folder = NewConsole();
        string program = Path.Combine(folder, "Program.cs");
        await File.WriteAllTextAsync(program, Program.Replace("\"kill-switch\"", "\"kill-swich\"", StringComparison.Ordinal));

        string output = await Tool.SucceedAsync(folder, feed.Packages, "build");
        await Tool.SucceedAsync(folder, feed.Packages, "format", "analyzers", "--no-restore", "--diagnostics", "EPPO2001");

        Assert.Contains("Program.cs(7,58): warning EPPO2001", output, StringComparison.Ordinal);
        Assert.Equal(Program.ReplaceLineEndings("\n"), (await File.ReadAllTextAsync(program)).ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task The_command_line_installs_as_a_tool()
    {
        string folder = feed.NewProjectFolder();

        await Tool.SucceedAsync(folder, feed.Packages, "tool", "install", "EppoTyped.Cli", "--tool-path", "tools", "--version", "0.1.0");

        Assert.Contains(Directory.GetFiles(Path.Combine(folder, "tools")), path => Path.GetFileNameWithoutExtension(path) == "eppo");
    }

    private string NewConsole()
    {
        string folder = feed.NewProjectFolder();
        Write("Shop.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="EppoTyped" Version="0.1.0" />
              </ItemGroup>
            </Project>
            """);
        Write("flags.json", Manifest);
        Write("search.flags.json", """{ "flags": { "search.results": { "flagType": "integer", "defaultValue": 10 } } }""");
        Write("Program.cs", Program);
        return folder;

        void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
    }
}
