using System.Diagnostics;

namespace EppoTyped.Package.Tests;

/// <summary>Runs <c>dotnet</c> as a user does.</summary>
internal static class Tool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs it and gives its exit code and what it printed.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="packages">The NuGet cache; null for the machine's own.</param>
    /// <param name="arguments">What it is told.</param>
    public static async Task<(int ExitCode, string Output)> RunAsync(string folder, string? packages, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // What the test run itself was started with must not reach a build of somebody else's project.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        if (packages is not null)
            start.Environment["NUGET_PACKAGES"] = packages;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        using CancellationTokenSource deadline = new(Patience);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        return (process.ExitCode, await output + await error);
    }

    /// <summary>Runs it and gives what it printed; a failure of it is a failure of the test.</summary>
    public static async Task<string> SucceedAsync(string folder, string? packages, params string[] arguments)
    {
        (int exitCode, string output) = await RunAsync(folder, packages, arguments);
        Assert.True(exitCode == 0, $"dotnet {string.Join(' ', arguments)}\n{output}");
        return output;
    }
}
