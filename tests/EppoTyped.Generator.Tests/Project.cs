using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.Generator.Tests;

/// <summary>A user's project: manifests, C#, MSBuild properties. Each <c>With</c> gives another project.</summary>
internal sealed record Project
{
    public const string CodePath = "/shop/Code.cs";

    // What generated code, the projects here and the snippets of the README use. All of the framework's 170 assemblies would cost every
    // compilation the time to look through them.
    private static readonly string[] Framework =
    [
        "System.Private.CoreLib", "System.Private.Uri", "System.Runtime", "System.Collections", "System.Collections.Concurrent",
        "System.Collections.Immutable", "System.ComponentModel", "System.Console", "System.Linq", "System.Linq.Expressions", "System.Memory",
        "System.Net.Http", "System.Net.Primitives", "System.Text.Json", "System.Text.RegularExpressions", "System.Threading", "System.Threading.Tasks.Parallel",
    ];

    private static readonly ImmutableArray<MetadataReference> References = FindReferences();

    private static readonly ImmutableDictionary<string, string> Executable =
        ImmutableDictionary.CreateRange(StringComparer.Ordinal, [new KeyValuePair<string, string>("RootNamespace", "Shop"), new("OutputType", "Exe")]);

    public ImmutableArray<(string Path, string Text)> Manifests { get; init; } = [];

    /// <summary>What it refers to besides the framework and EppoTyped.</summary>
    public ImmutableArray<MetadataReference> Others { get; init; } = [];

    public string Code { get; init; } = "";

    public LanguageVersion Language { get; init; } = LanguageVersion.CSharp12;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public ImmutableDictionary<string, string> Properties { get; init; } = Executable;

    /// <summary>A manifest that uses everything.</summary>
    public static string Shop { get; } = Resource("shop.json");

    public static Project Of(string manifest) => new Project().With("/shop/flags.json", manifest);

    public Project With(string path, string manifest) => this with { Manifests = Manifests.Add((path, manifest)) };

    /// <summary>The same with one more flag behind those of its first manifest.</summary>
    public Project Last(string flag)
    {
        (string path, string text) = Manifests[0];
        int end = text.LastIndexOf('}', text.LastIndexOf('}') - 1);
        return this with { Manifests = Manifests.SetItem(0, (path, $"{text[..end].TrimEnd()},\n{flag} }} }}")) };
    }

    public Project WithCode(string code) => this with { Code = code };

    public Project WithProperty(string name, string value) => this with { Properties = Properties.SetItem(name, value) };

    public ImmutableArray<AdditionalText> Texts() => [.. Manifests.Select(manifest => new Text(manifest.Path, manifest.Text))];

    public AnalyzerConfigOptionsProvider Options() => new OptionsProvider(new DictionaryOptions(Properties.ToImmutableDictionary(pair => "build_property." + pair.Key, pair => pair.Value)));

    public CSharpParseOptions ParseOptions() => new(Language, DocumentationMode.Diagnose);

    public CSharpCompilation Compile(string code) => CompileAt(CodePath, [code]);

    public CSharpCompilation CompileAt(string path, IEnumerable<string> sources) => CSharpCompilation.Create(
        "Shop" + Guid.NewGuid().ToString("N"),
        [.. sources.Select(source => CSharpSyntaxTree.ParseText(source, ParseOptions(), path))],
        References.AddRange(Others),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: Nullable, warningLevel: 9999));

    public GeneratorDriver Driver(IEnumerable<AdditionalText> texts, bool tracked = false) => CSharpGeneratorDriver.Create(
        [new FlagsGenerator().AsSourceGenerator()],
        texts,
        ParseOptions(),
        Options(),
        new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: tracked));

    public Generated Generate()
    {
        CSharpCompilation compilation = Compile(Code);
        GeneratorDriver driver = Driver(Texts()).RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out ImmutableArray<Diagnostic> findings);
        GeneratorRunResult result = Assert.Single(driver.GetRunResult().Results);
        Assert.Null(result.Exception);
        return new Generated(this, updated, findings, [.. result.GeneratedSources.Select(source => (source.HintName, source.SourceText.ToString()))]);
    }

    private static string Resource(string name)
    {
        using Stream stream = typeof(Project).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    private static ImmutableArray<MetadataReference> FindReferences()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return
        [
            .. Framework.Select(name => Path.Combine(framework, name + ".dll"))
                .Append(typeof(FlagClient).Assembly.Location)
                .Append(typeof(Microsoft.Extensions.Logging.ILogger).Assembly.Location)
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
    }

    internal sealed class Text(string path, string content) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(content);
    }

    private sealed class OptionsProvider(AnalyzerConfigOptions options) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions => options;

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => options;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => options;
    }

    private sealed class DictionaryOptions(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
