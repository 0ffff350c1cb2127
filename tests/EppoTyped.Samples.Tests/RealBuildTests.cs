using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;

namespace EppoTyped.Samples.Tests;

/// <summary>
/// Small projects with one mistake each in flags.json, built as a user builds them, all in one run of MSBuild: what is said, at which line and
/// column, and who has the last word.
/// </summary>
[Trait("Category", "Slow")]
public sealed class RealBuildTests(RealBuildTests.Build build) : IClassFixture<RealBuildTests.Build>
{
    private const string Misspelt = """{ "flagType": "boolean", "defaultValue": false, "descripton": "d" }""";
    private const string Undated = """{ "flagType": "boolean", "defaultValue": false, "metadata": { "expires": "soon" } }""";

    [Fact]
    public void A_wrong_default_fails_the_build_at_its_place() => build.AssertSays("WrongDefault", "flags.json(3,47): error EPPO1006: Flag \"x\": default 0 is not true or false");

    [Fact]
    public void It_does_so_without_analyzers_too() => build.AssertSays("WithoutAnalyzers", "flags.json(3,47): error EPPO1006: Flag \"x\": default 0 is not true or false");

    [Fact]
    public void A_warning_is_a_warning() => build.AssertSays("Untuned", "flags.json(3,54): warning EPPO1011: Flag \"x\": unknown property \"descripton\"; did you mean \"description\"?");

    [Fact]
    public void NoWarn_silences_it() => build.AssertSilent("Silenced");

    [Fact]
    public void TreatWarningsAsErrors_makes_it_an_error() => build.AssertSays("Strict", "flags.json(3,54): error EPPO1011: ");

    [Fact]
    public void A_globalconfig_raises_another_to_an_error() => build.AssertSays("Raised", "flags.json(3,79): error EPPO1017: ");

    [Fact]
    public void A_hint_is_silent() => build.AssertSilent("Hinted");

    [Fact]
    public void A_globalconfig_raises_a_hint_to_a_warning() => build.AssertSays("HintRaised", "flags.json(3,1): warning EPPO1029: Flag \"a_or_b\": the key reads as an alternative");

    [Fact]
    public void A_file_of_another_encoding_fails_at_its_first_wrong_character() => build.AssertSays("Latin1", "flags.json(3,4): error EPPO1001: The manifest: ");

    [Fact]
    public void A_file_in_utf16_with_its_mark_is_read() => build.AssertSilent("Utf16");

    /// <summary>The one build. What it needs of this repository is built with these tests, so only the small projects are compiled.</summary>
    public sealed class Build : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("builds-").FullName;
        private readonly string[] _said;

        public Build()
        {
            Add("WrongDefault", Flag("""{ "flagType": "boolean", "defaultValue": 0 }"""));
            Add("WithoutAnalyzers", Flag("""{ "flagType": "boolean", "defaultValue": 0 }"""), "<RunAnalyzers>false</RunAnalyzers>");
            Add("Untuned", Flag(Misspelt));
            Add("Silenced", Flag(Misspelt), "<NoWarn>$(NoWarn);EPPO1011</NoWarn>");
            Add("Strict", Flag(Misspelt), "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>");
            Add("Raised", Flag(Undated), globalConfig: "dotnet_diagnostic.EPPO1017.severity = error");
            Add("Hinted", Flag("""{ "flagType": "boolean", "defaultValue": false }""", "a_or_b"));
            Add("HintRaised", Flag("""{ "flagType": "boolean", "defaultValue": false }""", "a_or_b"), globalConfig: "dotnet_diagnostic.EPPO1029.severity = warning");
            Add("Latin1", Flag("""{ "flagType": "boolean", "defaultValue": false }""", "größe"), encoding: Encoding.Latin1);
            Add("Utf16", Flag("""{ "flagType": "boolean", "defaultValue": false }""", "größe"), encoding: Encoding.Unicode);
            string[] projects = [.. Directory.GetDirectories(_folder).Select(path => Path.GetFileName(path))];
            File.WriteAllText(Path.Combine(_folder, "All.slnx"), $"<Solution>{string.Concat(projects.Select(name => $"<Project Path=\"{name}/{name}.csproj\" />"))}</Solution>");
            _said = Run();
        }

        public void Dispose() => Directory.Delete(_folder, recursive: true);

        public void AssertSays(string project, string message) =>
            Assert.True(Of(project).Any(line => line.Contains(message, StringComparison.Ordinal)), $"{project} said:\n{string.Join("\n", Of(project))}\nof\n{string.Join("\n", _said)}");

        public void AssertSilent(string project)
        {
            Assert.Empty(Of(project));
            Assert.True(File.Exists(Path.Combine(_folder, project, "built", project + ".dll")), string.Join("\n", _said));
        }

        private IEnumerable<string> Of(string project) => _said.Where(line => line.EndsWith($"{Path.DirectorySeparatorChar}{project}.csproj]", StringComparison.Ordinal));

        private static string Flag(string flag, string key = "x") => $"{{\n\"flags\": {{\n\"{key}\": {flag}\n}}\n}}\n";

        private void Add(string name, string manifest, string properties = "", string? globalConfig = null, Encoding? encoding = null)
        {
            string folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
            File.WriteAllText(
                Path.Combine(folder, name + ".csproj"),
                $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <OutputPath>built/</OutputPath>
                    <AppendTargetFrameworkToOutputPath>false</AppendTargetFrameworkToOutputPath>
                    <!-- Nothing here uses the flags, and EPPO3003 is not what these are about. -->
                    <EppoFlagsAccessibility>public</EppoFlagsAccessibility>
                    {properties}
                  </PropertyGroup>
                  <Import Project="{Path.Combine(Repository(), "src", "EppoTyped", "build", "InRepo.targets")}" />
                </Project>
                """);
            File.WriteAllText(Path.Combine(folder, "flags.json"), manifest, encoding ?? new UTF8Encoding(false));
            File.WriteAllText(Path.Combine(folder, "Code.cs"), "class Code;");
            if (globalConfig is not null)
                File.WriteAllText(Path.Combine(folder, ".globalconfig"), $"is_global = true\n{globalConfig}\n");
        }

        private string[] Run()
        {
            string configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
            using Process process = new()
            {
                // What is not in the solution would otherwise be taken for Debug.
                StartInfo = new ProcessStartInfo("dotnet", ["build", "All.slnx", "-nologo", "-v:q", "-tl:off", "-nodeReuse:false", "-p:BuildProjectReferences=false", "-p:ShouldUnsetParentConfigurationAndPlatform=false", $"-p:Configuration={configuration}"])
                {
                    WorkingDirectory = _folder,
                    RedirectStandardOutput = true,
                },
            };
            process.Start();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return [.. output.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Distinct()];
        }

        private static string Repository([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));
    }
}
