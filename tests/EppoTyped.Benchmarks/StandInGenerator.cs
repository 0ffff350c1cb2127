using Microsoft.CodeAnalysis;

namespace EppoTyped.Benchmarks;

/// <summary>
/// A small pipeline with the steps that every generator has. Running it first makes the just-in-time compiler compile Roslyn's own code,
/// because Roslyn from NuGet is IL while the SDK's is precompiled, and the measurement is about the generator alone.
/// </summary>
public sealed class StandInGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<string> paths = context.AdditionalTextsProvider.Where(
            static text => text.Path.Length > 0).Select(static (text, _) => text.Path);
        IncrementalValueProvider<string> options = context.AnalyzerConfigOptionsProvider.Select(static (_, _) => "")
            .WithTrackingName("Options");
        IncrementalValueProvider<string> all = paths.Collect().Select(
            static (each, _) => string.Concat(each)).Combine(options).Select(static (pair, _) => pair.Left + pair.Right);
        context.RegisterSourceOutput(all, static (output, path) => output.AddSource("StandIn.g.cs", $"// {path}"));
    }
}
