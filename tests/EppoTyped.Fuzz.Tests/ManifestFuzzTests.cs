using System.Collections.Immutable;
using System.Text;
using EppoTyped.Fuzz.Tests.Corpus;
using EppoTyped.Fuzz.Tests.Harness;
using EppoTyped.Fuzz.Tests.Manifests;
using EppoTyped.Fuzz.Tests.Mutation;
using EppoTyped.Tests;
using Microsoft.CodeAnalysis;
using Xunit.Abstractions;

namespace EppoTyped.Fuzz.Tests;

/// <summary>Manifests mutated from real ones, in reader, generator and analyzers, as they are while a developer types.</summary>
public sealed class ManifestFuzzTests(ITestOutputHelper output, CiLog log) : IClassFixture<CiLog>
{
    private const int Read = 4_000;
    private const int Generated = 1_600;
    private const int AnalyzedOneIn = 8;
    private const int CompiledOneIn = 16;

    private static readonly Mutator Mutations = new(Seeds.All.Manifests);

    [Fact]
    public void No_manifest_makes_the_reader_throw_or_hang()
    {
        FuzzRun run = new("manifests-read", output, log);
        run.Run(
            Read,
            Next,
            (manifest, _) => run.Count(EppoTyped.Manifest.ManifestReader.Read("/shop/flags.json", manifest).Findings.Count == 0
                ? "without a finding"
                : "with findings"),
            Encoding.UTF8.GetBytes);
        Assert.True(run.CountOf("without a finding") > 20 * RunScale.Value && run.CountOf("with findings") > 20 * RunScale.Value);
    }

    [Fact]
    public void No_manifest_makes_the_generator_or_a_rule_throw_and_what_has_no_error_compiles()
    {
        FuzzRun run = new("manifests-generated", output, log);
        GeneratorBench bench = new();
        run.Run(
            Generated,
            Next,
            (manifest, _) =>
            {
                (Compilation compilation, ImmutableArray<Diagnostic> messages) = run.Timed("generating", () => bench.Generate(manifest));
                bool isWrong = messages.Any(message => message.Severity == DiagnosticSeverity.Error);
                run.Count(isWrong ? "with errors" : "without errors");
            },
            Encoding.UTF8.GetBytes);

        // Not timed, because most of the time is Roslyn's own.
        FuzzRun rules = new("manifests-analyzed", output, log);
        Random random = new(FuzzRun.Seed);
        for (int number = 0; number < Generated * RunScale.Value / AnalyzedOneIn; number++)
        {
            string manifest = Next(random);
            (Compilation compilation, ImmutableArray<Diagnostic> messages) = bench.Generate(manifest);
            try
            {
                Look(rules, compilation, messages, manifest, number % (CompiledOneIn / AnalyzedOneIn) == 0);
            }
            catch (Exception exception)
            {
                Assert.Fail($"manifest {number} of seed {FuzzRun.Seed}: {exception}\n{manifest}");
            }
        }

        rules.Report();
        Assert.True(rules.CountOf("compiled") > 5 * RunScale.Value);
    }

    private static void Look(FuzzRun run, Compilation compilation, ImmutableArray<Diagnostic> messages, string manifest, bool compile)
    {
        ImmutableArray<Diagnostic> said = GeneratorBench.AnalyzeAsync(compilation, manifest).GetAwaiter().GetResult();
        run.Count("analyzed");
        run.Count("messages of rules", said.Length);
        if (compile && !messages.Concat(said).Any(message => message.Severity == DiagnosticSeverity.Error))
        {
            Diagnostic[] wrong = [.. compilation.GetDiagnostics().Where(message => message.Severity == DiagnosticSeverity.Error)];
            Assert.True(
                wrong.Length == 0,
                $"The manifest has no error, and what is generated does not compile: {string.Join("\n", wrong.Take(5).Select(message => message.ToString()))}");
            run.Count("compiled");
        }
    }

    private static string Next(Random random) =>
        Encoding.UTF8.GetString(Mutations.Mutate(Seeds.All.Manifests[random.Next(Seeds.All.Manifests.Count)], random));
}
