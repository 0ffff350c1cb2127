using System.Diagnostics;

namespace EppoTyped.Faults.Tests;

/// <summary>
/// A child process that a test can starve, freeze or kill: this assembly with one of the programs of <see cref="ChildProgram"/>.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public StreamReader Output => _process.StandardOutput;

    public static ChildProcess Start(string program, params string[] arguments) =>
        new(
            Process.Start(
                new ProcessStartInfo("dotnet", [typeof(ChildProcess).Assembly.Location, program, .. arguments])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardInput = true,
                })!);

    /// <summary>Runs a child to its end.</summary>
    /// <returns>Its output; its exit code must be 0.</returns>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using ChildProcess child = Start(program, arguments);
        string output = await child.Output.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(2));
        await child._process.WaitForExitAsync();
        Assert.True(child._process.ExitCode == 0, $"The child {program} ended with {child._process.ExitCode}: {output}");
        return output;
    }

    /// <summary>Sends a signal by its name, such as STOP.</summary>
    public async Task SignalAsync(string signal) => Assert.True(await TrySignalAsync(signal), $"There was no process to send {signal} to.");

    /// <summary>Sends a signal to a process that may have ended.</summary>
    public async Task<bool> TrySignalAsync(string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        return kill.ExitCode == 0;
    }

    /// <summary>Kills the process.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
