using EppoTyped.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Generator.Tests;

/// <summary>What the reader warns of or hints at is as loud as the project wants; its errors need no analyzer.</summary>
public class FindingSeverityTests
{
    private const string Manifest =
        """{ "flags": { "hide_vs_delete": { "flagType": "boolean", "defaultValue": false, "descripton": "d", "metadata": { "expires": "soon" } } } }""";

    private static readonly Project Shop = Project.Of(Manifest);

    [Fact]
    public async Task Untuned() => Assert.Equal("EPPO1011 Warning, EPPO1017 Warning, EPPO1029 Info", await Analyze(new()));

    [Theory]
    [InlineData("dotnet_diagnostic.EPPO1011.severity = error", "EPPO1011 Error, EPPO1017 Warning, EPPO1029 Info")]
    [InlineData("dotnet_diagnostic.EPPO1017.severity = none", "EPPO1011 Warning, EPPO1029 Info")]
    [InlineData("dotnet_diagnostic.EPPO1029.severity = warning", "EPPO1011 Warning, EPPO1017 Warning, EPPO1029 Warning")]
    [InlineData("dotnet_diagnostic.EPPO1029.severity = none", "EPPO1011 Warning, EPPO1017 Warning")]
    public async Task By_globalconfig(string line, string findings)
    {
        AnalyzerConfigSet set = AnalyzerConfigSet.Create(new[] { AnalyzerConfig.Parse($"is_global = true\n{line}\n", "/shop/.globalconfig") });

        Assert.Equal(findings, await Analyze(new() { GlobalConfig = set.GlobalConfigOptions.TreeOptions }));
    }

    [Theory]
    [InlineData("EPPO1011", ReportDiagnostic.Suppress, "EPPO1017 Warning, EPPO1029 Info")]
    [InlineData("EPPO1017", ReportDiagnostic.Suppress, "EPPO1011 Warning, EPPO1029 Info")]
    [InlineData("EPPO1029", ReportDiagnostic.Suppress, "EPPO1011 Warning, EPPO1017 Warning")]
    [InlineData("EPPO1011", ReportDiagnostic.Error, "EPPO1011 Error, EPPO1017 Warning, EPPO1029 Info")]
    [InlineData("EPPO1029", ReportDiagnostic.Error, "EPPO1011 Warning, EPPO1017 Warning, EPPO1029 Error")]
    public async Task By_NoWarn_and_WarningsAsErrors(string id, ReportDiagnostic option, string findings) =>
        Assert.Equal(findings, await Analyze(new() { Options = new() { [id] = option } }));

    [Fact]
    public async Task By_TreatWarningsAsErrors_which_no_hint_is() =>
        Assert.Equal("EPPO1011 Error, EPPO1017 Error, EPPO1029 Info", await Analyze(new() { General = ReportDiagnostic.Error }));

    [Fact]
    public void The_generator_says_errors_only() => Assert.Empty(Shop.Generate().Findings);

    [Fact]
    public void An_error_is_said_by_the_generator_alone_and_once()
    {
        Diagnostic error = Assert.Single(Project.Of(Manifest.Replace("false", "0", StringComparison.Ordinal)).Generate().Findings);

        Assert.Equal(("EPPO1006", DiagnosticSeverity.Error), (error.Id, error.Severity));
    }

    private static async Task<string> Analyze(Tuning tuning)
    {
        Compilation compilation = Shop.Generate().Compilation;
        CompilationOptions options = compilation.Options.WithGeneralDiagnosticOption(tuning.General).WithSpecificDiagnosticOptions(tuning.Options).WithSyntaxTreeOptionsProvider(tuning);
        IEnumerable<Diagnostic> said = await compilation.WithOptions(options)
            .WithAnalyzers([new FlagAnalyzer()], new AnalyzerOptions(Shop.Texts(), Shop.Options()))
            .GetAnalyzerDiagnosticsAsync();
        return string.Join(", ", said.Select(finding => $"{finding.Id} {finding.Severity}").Order(StringComparer.Ordinal));
    }

    /// <summary>What a project file and its .globalconfig tell the compiler of severities.</summary>
    private sealed class Tuning : SyntaxTreeOptionsProvider
    {
        public ReportDiagnostic General { get; init; }

        public Dictionary<string, ReportDiagnostic> Options { get; init; } = [];

        public IReadOnlyDictionary<string, ReportDiagnostic> GlobalConfig { get; init; } = new Dictionary<string, ReportDiagnostic>();

        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            TryGetGlobalDiagnosticValue(diagnosticId, cancellationToken, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            GlobalConfig.TryGetValue(diagnosticId, out severity) || GlobalConfig.TryGetValue(diagnosticId.ToLowerInvariant(), out severity);
    }
}
