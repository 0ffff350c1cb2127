using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace EppoTyped.Analyzers.Tests.CommandLine;

/// <summary>A project on disk that has runtime, generator, analyzers and fixes as a package gives them, and <c>dotnet format</c> to run on it.</summary>
internal sealed class FormattedProject : IDisposable
{
    private static readonly string[] Tools = ["EppoTyped.Generator", "EppoTyped.Analyzers", "EppoTyped.CodeFixes", "EppoTyped.Manifest"];

    private readonly string _folder = Directory.CreateTempSubdirectory("eppo-format-").FullName;

    public FormattedProject(IEnumerable<(string Name, string Text)> files)
    {
        // The compiler's assemblies that lie beside our own here must not be loaded into the tool.
        string tools = Directory.CreateDirectory(Path.Combine(_folder, "tools")).FullName;
        foreach (string tool in Tools.Append("EppoTyped"))
            File.Copy(Path.Combine(AppContext.BaseDirectory, tool + ".dll"), Path.Combine(tools, tool + ".dll"));
        string build = Path.Combine(Repository(), "src", "EppoTyped", "build", "EppoTyped");
        File.WriteAllText(Path.Combine(_folder, "Shop.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="{build}.props" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <RootNamespace>Shop</RootNamespace>
                <EnableDefaultCompileItems>false</EnableDefaultCompileItems>
              </PropertyGroup>
              <ItemGroup>
                <Compile Include="*.cs" />
                <Using Include="EppoTyped" />
                <Reference Include="tools/EppoTyped.dll" />
            {string.Join("\n", Tools.Select(tool => $"    <Analyzer Include=\"tools/{tool}.dll\" />"))}
              </ItemGroup>
              <Import Project="{build}.targets" />
            </Project>
            """);

        // What stands above the folder for temporary files is not the project's.
        File.WriteAllText(Path.Combine(_folder, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(_folder, "Directory.Build.targets"), "<Project />");
        File.WriteAllText(Path.Combine(_folder, "Directory.Packages.props"), "<Project />");
        File.WriteAllText(Path.Combine(_folder, ".editorconfig"), "root = true\n");
        foreach ((string name, string text) in files)
            File.WriteAllText(Path.Combine(_folder, name), text);
    }

    public string Text(string file) => File.ReadAllText(Path.Combine(_folder, file));

    /// <summary>Runs a command of the SDK in the project; what it wrote is in the message if it fails.</summary>
    public async Task<string> RunAsync(string arguments)
    {
        (int exit, string output) = await TryRunAsync(arguments);
        Assert.True(exit == 0, $"dotnet {arguments} gave {exit}:\n{output}");
        return output;
    }

    public async Task<(int Exit, string Output)> TryRunAsync(string arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";

        // A test host tells its children where its own SDK is, which is not theirs.
        start.Environment.Remove("MSBuildSDKsPath");
        start.Environment.Remove("MSBuildExtensionsPath");
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Repository([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
