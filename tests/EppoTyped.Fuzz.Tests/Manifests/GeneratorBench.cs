using System.Collections.Immutable;
using EppoTyped.Analyzers;
using EppoTyped.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.Fuzz.Tests.Manifests;

/// <summary>One project whose manifest is edited again and again, as in an editor.</summary>
internal sealed class GeneratorBench
{
    private const string Path = "/shop/flags.json";

    // Evaluates flags by key, so that the rules on calls have calls to analyze.
    private const string Code = """
        using EppoTyped;
        internal static class Calls
        {
            public static string Ask(FlagClient client) =>
                client.GetStringAssignment("checkout", "u", new System.Collections.Generic.Dictionary<string, object> { ["country"] = "US", ["age"] = "old" }, "none")
                + client.GetBooleanAssignment("chekout", "u", null!, false) + client.GetIntegerAssignment("num-results", "u", null!, 5);
        }
        """;

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.CSharp12);
    private static readonly DiagnosticAnalyzer Rules = new FlagAnalyzer();

    private readonly CSharpCompilation _compilation;
    private GeneratorDriver _driver;

    public GeneratorBench()
    {
        string framework = System.IO.Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string[] trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(System.IO.Path.PathSeparator);
        IEnumerable<string> references = trusted.Where(path => path.StartsWith(framework, StringComparison.Ordinal))
            .Append(typeof(FlagClient).Assembly.Location).Append(typeof(Microsoft.Extensions.Logging.ILogger).Assembly.Location);
        _compilation = CSharpCompilation.Create(
            "Shop",
            [CSharpSyntaxTree.ParseText(Code, Parsing, "/shop/Code.cs")],
            references.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        _driver = CSharpGeneratorDriver.Create([new FlagsGenerator().AsSourceGenerator()], [new Manifest("{}")], Parsing, new Properties());
    }

    /// <summary>Generates; throws what the generator throws.</summary>
    public (Compilation Compilation, ImmutableArray<Diagnostic> Messages) Generate(string manifest)
    {
        _driver = _driver.ReplaceAdditionalTexts([new Manifest(manifest)]);
        GeneratorDriver driver = _driver.RunGeneratorsAndUpdateCompilation(
            _compilation, out Compilation generated, out ImmutableArray<Diagnostic> messages);
        GeneratorRunResult result = driver.GetRunResult().Results[0];
        Assert.Null(result.Exception);
        Assert.DoesNotContain(messages, message => message.Id is "CS8785" or "CS8784");
        _driver = driver;
        return (generated, messages);
    }

    /// <summary>Runs every rule; none may throw.</summary>
    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Compilation compilation, string manifest)
    {
        CompilationWithAnalyzers analyzed = compilation.WithAnalyzers(
            [Rules], new AnalyzerOptions([new Manifest(manifest)], new Properties()));
        ImmutableArray<Diagnostic> messages = await analyzed.GetAnalyzerDiagnosticsAsync();
        Assert.DoesNotContain(messages, message => message.Id == "AD0001");
        return messages;
    }

    private sealed class Manifest(string text) : AdditionalText
    {
        public override string Path => GeneratorBench.Path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class Properties : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Options : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
            {
                value = key switch
                {
                    "build_property.RootNamespace" => "Shop.Fuzz",
                    "build_property.EppoFlagsToday" => "2026-11-28",
                    _ => null,
                };
                return value is not null;
            }
        }
    }
}
