using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;
using EppoTyped.Manifest;
using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;

namespace EppoTyped.Analyzers.Tests;

/// <summary>Compiles a bench's program and runs its probe.</summary>
internal static class ProgramRun
{
    /// <summary>What the probe gives and logs for each input.</summary>
    /// <param name="bench">The program.</param>
    /// <param name="inputs">What it is run with.</param>
    /// <param name="final">True to give every deprecated flag its final value, as the live configuration would.</param>
    public static async Task<IReadOnlyList<string>> OfAsync(Workbench bench, IEnumerable<string> inputs, bool final)
    {
        IReadOnlyList<FlagDefinition> flags = final ? ManifestReader.Read("flags.json", await bench.TextAsync("flags.json")).Flags : [];
        AssemblyLoadContext context = new(bench.Project.Name, isCollectible: true);
        using MemoryStream image = new();
        Assert.Empty((await bench.Project.GetCompilationAsync())!.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        image.Position = 0;
        Assembly program = context.LoadFromStream(image);
        MethodInfo run = program.GetType("Probe")!.GetMethod("Run")!;
        MethodInfo log = program.GetType("Log")!.GetMethod("Take")!;
        
        // The client has it from its configuration, the static flags by a scope: what both give is the final value.
        FlagClient client = FlagClient.InMemory(Configuration(flags));
        using IDisposable scope = FlagClient.Shared.Override(Overrides(flags));
        string[] said = [.. inputs.Select(input => $"{input}: {Say(run, client, input)} [{log.Invoke(null, null)}]")];
        context.Unload();
        return said;
    }

    private static string? Say(MethodInfo run, FlagClient client, string input)
    {
        try
        {
            return (string?)run.Invoke(null, [client, input]);
        }
        catch (TargetInvocationException exception)
        {
            return exception.InnerException!.GetType().Name;
        }
    }

    private static string Configuration(IEnumerable<FlagDefinition> flags) => JsonSerializer.Serialize(new
    {
        createdAt = "2026-01-01T00:00:00Z",
        format = "SERVER",
        environment = new { name = "Test" },
        flags = flags.Where(flag => flag.Deprecated?.ReplaceWith is not null).ToDictionary(flag => flag.Key, flag => new
        {
            key = flag.Key,
            enabled = true,
            variationType = flag.Type switch { FlagType.Float => "NUMERIC", _ => flag.Type.ToString().ToUpperInvariant() },
            variations = new { final = new { key = "final", value = flag.Type == FlagType.String ? JsonSerializer.SerializeToElement(flag.Deprecated!.ReplaceWith!.Text) : JsonDocument.Parse(flag.Deprecated!.ReplaceWith!.Text).RootElement } },
            allocations = new[] { new { key = "all", rules = Array.Empty<object>(), splits = new[] { new { variationKey = "final", shards = Array.Empty<object>() } }, doLog = true } },
            totalShards = 10_000,
        }),
    });

    private static FlagOverrides Overrides(IEnumerable<FlagDefinition> flags)
    {
        FlagOverrides overrides = new();
        foreach (FlagDefinition flag in flags)
        {
            switch (flag.Deprecated?.ReplaceWith)
            {
                case { Kind: ManifestValueKind.Boolean } value:
                    overrides.Set(flag.Key, value.Text == "true");
                    break;
                case { Kind: ManifestValueKind.String } value:
                    overrides.Set(flag.Key, value.Text);
                    break;
                case { Kind: ManifestValueKind.Number } value when flag.Type == FlagType.Integer && value.TryGetInteger(out long number):
                    overrides.Set(flag.Key, number);
                    break;
                case { Kind: ManifestValueKind.Number } value when value.TryGetDouble(out double number):
                    overrides.Set(flag.Key, number);
                    break;
            }
        }

        return overrides;
    }
}
