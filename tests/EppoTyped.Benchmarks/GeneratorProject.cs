using System.Globalization;
using System.Text;
using EppoTyped.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.Benchmarks;

/// <summary>
/// A project with a manifest of a thousand flags, in a realistic mix: half of them are booleans, a quarter has variations.
/// </summary>
internal static class GeneratorProject
{
    public const int Flags = 1000;

    private static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    public static CSharpCompilation Compilation { get; } = CSharpCompilation.Create(
        "Shop",
        [Code("class Before;")],
        [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    public static SyntaxTree Code(string code) => CSharpSyntaxTree.ParseText(code, ParseOptions);

    public static GeneratorDriver Driver(AdditionalText manifest, bool tracked = false) => Driver(new FlagsGenerator(), manifest, tracked);

    public static GeneratorDriver Driver(IIncrementalGenerator generator, AdditionalText manifest, bool tracked = false) =>
        CSharpGeneratorDriver.Create(
            [generator.AsSourceGenerator()],
            [manifest],
            ParseOptions,
            new NoOptions(),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, tracked));

    /// <summary>A manifest whose keys differ from those of every other number.</summary>
    public static AdditionalText Manifest(int number)
    {
        StringBuilder text = new("""
            { "subjects": { "user": { "attributes": { "country": { "type": "string" }, "age": { "type": "integer" },
            "tier": { "type": "string", "values": ["basic", "gold"] } } } }, "flags": {
            """);
        for (int i = 0; i < Flags; i++)
        {
            string area = i % 5 == 4 ? $"area-{i % 20}." : "";
            text.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$"""

                  "{{area}}feature-{{number}}-{{i}}": { {{Shape(i)}}, "subject": "user", "description": "What feature {{i}} does & why." }
                """);
        }

        return new ManifestOfText(text.Append("\n} }").ToString());
    }

    // Of twenty flags: ten booleans, five with variations, two numbers of each kind, one object.
    private static string Shape(int i) => (i % 20) switch
    {
        < 10 => "\"flagType\": \"boolean\", \"defaultValue\": false",
        < 15 => "\"flagType\": \"string\", \"defaultValue\": \"control\", \"variations\": [\"control\", \"treatment-a\", \"treatment-b\"]",
        < 17 => "\"flagType\": \"integer\", \"defaultValue\": 10, \"minimum\": 1",
        < 19 => "\"flagType\": \"float\", \"defaultValue\": 0.5",
        _ => "\"flagType\": \"object\", \"defaultValue\": { \"title\": \"Hi\", \"size\": 3 }, "
            + "\"schema\": { \"title\": \"string\", \"size\": \"integer\" }",
    };

    private sealed class ManifestOfText(string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text);

        public override string Path => "/shop/flags.json";

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }

    private sealed class NoOptions : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new None();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class None : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
            {
                value = null;
                return false;
            }
        }
    }
}
