using System.Diagnostics;
using System.Text;
using EppoTyped.Cli.Evaluate;

namespace EppoTyped.Cli.Tests;

/// <summary>Runs <c>eppo</c> as its users do: as a process.</summary>
internal static class EppoProcess
{
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string? input, params string[] arguments)
    {
        using Process process = new()
        {
            StartInfo = new ProcessStartInfo("dotnet", [typeof(CaseStream).Assembly.Location, .. arguments])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
                StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            },
        };
        process.Start();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
