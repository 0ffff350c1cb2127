using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Xunit.Abstractions;

namespace EppoTyped.Samples.Tests;

/// <summary>A program that is compiled ahead of time, without a warning and with every kind of flag.</summary>
[Trait("Category", "Slow")]
public sealed class AotTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aot-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [NativeLinkerFact]
    public async Task It_is_published_without_a_warning_and_answers()
    {
        // The rules have looked at all of it when the solution was built; here it is the linker's turn.
        (int published, string log) = await RunAsync(
            "dotnet", "publish", Path.Combine(Repository(), "samples", "Aot"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier,
            "--artifacts-path", Path.Combine(_folder, "artifacts"), "-o", _folder, "-p:RunAnalyzers=false");
        Assert.True(published == 0, log);
        Assert.DoesNotContain("warning", log, StringComparison.Ordinal);

        (int ran, string said) = await RunAsync(Path.Combine(_folder, "Aot"));

        output.WriteLine(said);
        Assert.True(ran == 0, said);
        Assert.Contains("user-1      fast", said, StringComparison.Ordinal);
        Assert.Contains("campaign    Winter sale: snow, sale", said, StringComparison.Ordinal);
        Assert.Contains("\"variation\":", said, StringComparison.Ordinal);
        Assert.Contains("MB, one native file", said, StringComparison.Ordinal);
    }

    private static string Repository([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        using Process process = new() { StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true } };
        // The test host's own settings of MSBuild are none of the sample's.
        process.StartInfo.Environment.Remove("MSBuildSDKsPath");
        process.Start();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said + await errors);
    }
}

/// <summary>Skipped, by name, where there is nothing to link a native program with.</summary>
internal sealed class NativeLinkerFactAttribute : FactAttribute
{
    public NativeLinkerFactAttribute() =>
        Skip = OperatingSystem.IsLinux() && (File.Exists("/usr/bin/clang") || File.Exists("/usr/bin/gcc")) ? null : "Skipped: NativeAOT needs clang or gcc to link.";
}
