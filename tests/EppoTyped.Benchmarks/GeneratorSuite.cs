using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.CodeAnalysis;

namespace EppoTyped.Benchmarks;

/// <summary>
/// The cost of a thousand flags in the compiler: the generator's own work, and the parsing of its output, which the compiler does on
/// demand.
/// </summary>
internal static class GeneratorSuite
{
    private const int Runs = 15;

    // The number of manifests until the just-in-time compiler has optimised the generator.
    private const int Warmings = 25;

    private const int FreshProcesses = 5;

    public static void Run(string[] arguments)
    {
        if (arguments is ["fresh", string compiler])
        {
            if (compiler == "ready")
            {
                GeneratorProject.Driver(new StandInGenerator(), GeneratorProject.Manifest(0)).RunGenerators(GeneratorProject.Compilation);
            }

            Measurement.Print(FirstAndSecond());
            return;
        }

        Fresh("ready");
        Fresh("cold");
        Warm();
        EditOfCSharp();
    }

    /// <summary>Measures another manifest in a process that has read many.</summary>
    private static void Warm()
    {
        AdditionalText[] manifests = [.. Enumerable.Range(0, 1 + Warmings + Runs).Select(GeneratorProject.Manifest)];
        GeneratorDriver driver = GeneratorProject.Driver(manifests[0]).RunGenerators(GeneratorProject.Compilation);
        List<Measurement> generating = [];
        List<Measurement> parsing = [];
        for (int i = 1; i < manifests.Length; i++)
        {
            driver = driver.ReplaceAdditionalText(manifests[i - 1], manifests[i]);
            generating.Add(Measurement.Of(() => driver = driver.RunGenerators(GeneratorProject.Compilation)));
            parsing.Add(Measurement.Of(() => Parse(driver)));
        }

        Measurement median = Measurement.Median([.. generating.TakeLast(Runs)]);
        Measurement parsed = Measurement.Median([.. parsing.TakeLast(Runs)]);
        long emitted = driver.GetRunResult().Results[0].GeneratedSources.Sum(source => (long)source.SourceText.Length);
        Measurement.Print(new
        {
            @case = "generator-warm-1000",
            ms = median.Milliseconds,
            processorMs = median.ProcessorMilliseconds,
            bytes = median.Bytes,
            parseMs = parsed.Milliseconds,
            parseProcessorMs = parsed.ProcessorMilliseconds,
            emittedBytesPerFlag = emitted / GeneratorProject.Flags,
        });
    }

    /// <summary>
    /// Measures the first manifest in a new process, and the second one right after it: with the compiler's own code compiled before, as in
    /// the SDK ("ready"), and without ("cold").
    /// </summary>
    private static void Fresh(string compiler)
    {
        List<Measurement[]> runs = [];
        for (int i = 0; i < FreshProcesses; i++)
        {
            string[] words = [.. ProgramOfHost(), "generator", "fresh", compiler];
            using Process process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, words) { RedirectStandardOutput = true })!;
            runs.Add(JsonSerializer.Deserialize<Measurement[]>(process.StandardOutput.ReadToEnd())!);
            process.WaitForExit();
        }

        foreach ((string name, int index) in new[] { ("first", 0), ("second", 1) })
        {
            Measurement median = Measurement.Median([.. runs.Select(run => run[index])]);
            Measurement.Print(new
            {
                @case = $"generator-fresh-{name}-1000",
                compiler,
                ms = median.Milliseconds,
                processorMs = median.ProcessorMilliseconds,
                bytes = median.Bytes,
            });
        }
    }

    private static Measurement[] FirstAndSecond()
    {
        AdditionalText first = GeneratorProject.Manifest(1);
        AdditionalText second = GeneratorProject.Manifest(2);
        GeneratorDriver driver = GeneratorProject.Driver(first);
        return
        [
            Measurement.Of(() => driver = driver.RunGenerators(GeneratorProject.Compilation)),
            Measurement.Of(() => driver = driver.ReplaceAdditionalText(first, second).RunGenerators(GeneratorProject.Compilation)),
        ];
    }

    /// <summary>Measures a keystroke in C#: none of the generator's steps may run.</summary>
    private static void EditOfCSharp()
    {
        GeneratorDriver driver =
            GeneratorProject.Driver(GeneratorProject.Manifest(0), tracked: true).RunGenerators(GeneratorProject.Compilation);
        List<Measurement> runs = [];
        for (int i = 0; i < Runs; i++)
        {
            SyntaxTree edited = GeneratorProject.Code(string.Create(CultureInfo.InvariantCulture, $"class Edited{i};"));
            Compilation compilation = GeneratorProject.Compilation.ReplaceSyntaxTree(GeneratorProject.Compilation.SyntaxTrees[0], edited);
            runs.Add(Measurement.Of(() => driver = driver.RunGenerators(compilation)));
        }

        GeneratorRunResult result = driver.GetRunResult().Results[0];
        int ran = result.TrackedSteps.Values.Concat(result.TrackedOutputSteps.Values)
            .SelectMany(steps => steps)
            .SelectMany(step => step.Outputs)
            .Count(output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
        Measurement median = Measurement.Median(runs);
        Measurement.Print(new
        {
            @case = "generator-edit-of-csharp",
            ms = median.Milliseconds,
            processorMs = median.ProcessorMilliseconds,
            bytes = median.Bytes,
            stepsRun = ran,
        });
    }

    private static void Parse(GeneratorDriver driver)
    {
        foreach (SyntaxTree tree in driver.GetRunResult().GeneratedTrees)
        {
            tree.GetRoot();
        }
    }

    // With "dotnet run" the process is the program itself; with "dotnet x.dll" it is the host.
    private static string[] ProgramOfHost() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(GeneratorSuite).Assembly.Location] : [];
}
