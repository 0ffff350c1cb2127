using Microsoft.CodeAnalysis;

namespace EppoTyped.Benchmarks;

/// <summary>
/// A pipeline of the kind every generator has. It makes the runtime compile the compiler's part: NuGet's compiler comes as IL, the SDK's
/// comes compiled, and what a build pays for is the generator.
/// </summary>
public sealed class StandInGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<string> paths = context.AdditionalTextsProvider.Where(static text => text.Path.Length > 0).Select(static (text, _) => text.Path);
        IncrementalValueProvider<string> options = context.AnalyzerConfigOptionsProvider.Select(static (_, _) => "").WithTrackingName("Options");
        IncrementalValueProvider<string> all = paths.Collect().Select(static (each, _) => string.Concat(each)).Combine(options).Select(static (pair, _) => pair.Left + pair.Right);
        context.RegisterSourceOutput(all, static (output, path) => output.AddSource("StandIn.g.cs", $"// {path}"));
    }
}
