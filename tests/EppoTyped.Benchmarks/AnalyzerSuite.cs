using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace EppoTyped.Benchmarks;

/// <summary>The cost of the analyzers in a build: five real builds of a thousand files, measured by the compiler's own report.</summary>
internal static partial class AnalyzerSuite
{
    private const int Builds = 5;

    public static void Run()
    {
        string folder = Directory.CreateTempSubdirectory("analyzers-").FullName;
        try
        {
            AnalyzerProject.Write(folder);
            Build(folder);
            double[] shares = new double[Builds], analyzers = new double[Builds], compiles = new double[Builds];
            for (int i = 0; i < Builds; i++)
            {
                string output = Build(
                    folder,
                    "--no-restore",
                    "-t:Rebuild",
                    "-p:BuildProjectReferences=false",
                    "-p:ReportAnalyzer=true",
                    "-v:d",
                    "-clp:PerformanceSummary");
                analyzers[i] = OurAnalyzers().Matches(output).Sum(match => Seconds(match.Groups[1].Value)) * 1000;
                compiles[i] = CompilerTask().Matches(output).Max(
                    match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
                shares[i] = analyzers[i] / compiles[i];
                Console.Error.WriteLine($"build {i + 1} of {Builds}: analyzers {analyzers[i]:F0} ms of {compiles[i]:F0} ms");
            }

            Measurement.Print(new
            {
                @case = "analyzers-1000-files",
                analyzersMs = Median(analyzers),
                compileMs = Median(compiles),
                share = Median(shares),
                aim = 0.10,
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Builds and returns the build's output. Throws where the build fails.</summary>
    public static string Build(string folder, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", ["build", .. arguments]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(output);
    }

    // Below a thousandth of a second the report has "<0.001".
    private static double Seconds(string text) => double.Parse(text.TrimStart('<'), CultureInfo.InvariantCulture);

    private static double Median(double[] values) => Math.Round(values.Order().ElementAt(values.Length / 2), 4);

    [GeneratedRegex(@"^\s*(<?[\d.]+)\s+<?\d+\s+EppoTyped\.Analyzers, ", RegexOptions.Multiline)]
    private static partial Regex OurAnalyzers();

    [GeneratedRegex(@"(\d+) ms\s+Csc\s", RegexOptions.Multiline)]
    private static partial Regex CompilerTask();
}
