using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EppoTyped.Analyzers.Tests;

/// <summary>Flags are retired: the text is as told, and the program does what it did.</summary>
public sealed class RetirementTests
{
    private static readonly string[] Leftovers = ["CS0162", "CS0164", "CS0168", "CS0219", "CS8019", "CS8321", "CS8509", "CS8524"];

    public static TheoryData<string> Names => RetirementSample.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_program_after_it_reads_as_told_and_does_what_it_did(string name)
    {
        RetirementSample sample = RetirementSample.Read(name);
        Workbench before = Workbench.Of(sample.Program);
        Assert.Empty(await before.ErrorsAsync());

        Workbench after = await FixAllAsync(before, FixAllScope.Document, "Code.cs");

        foreach (SampleFile file in sample.Program.Fixed)
            Assert.Equal(file.Text, await after.TextAsync(file.Name));
        Assert.Empty(await after.ErrorsAsync());
        Assert.Empty((await after.MessagesAsync()).Where(message => message.Id is "EPPO3000" or "EPPO3001").Select(message => message.ToString()));
        Assert.Equal([], await NewWarningsAsync(before, after));
        Assert.Equal(await ProgramRun.OfAsync(before, sample.Inputs, final: true), await ProgramRun.OfAsync(after, sample.Inputs, final: false));
    }

    internal static async Task<Workbench> FixAllAsync(Workbench bench, FixAllScope scope, string file)
    {
        Diagnostic first = (await bench.MessagesAsync()).First(message => message.Id == "EPPO3001" && message.Location.SourceTree?.FilePath.EndsWith(file, StringComparison.Ordinal) == true);
        CodeFixProvider provider = Workbench.Fixes.Single(fix => fix.FixableDiagnosticIds.Contains("EPPO3001"));
        FixAllContext context = new(bench.Project.GetDocument(first.Location.SourceTree)!, provider, scope, "EPPO3001.Retire", provider.FixableDiagnosticIds, new Messages(bench), CancellationToken.None);
        CodeAction action = (await provider.GetFixAllProvider()!.GetFixAsync(context))!;
        return await bench.ApplyAsync(action);
    }

    private static async Task<IEnumerable<string>> NewWarningsAsync(Workbench before, Workbench after)
    {
        Dictionary<string, int> known = (await WarningsAsync(before)).GroupBy(warning => warning.Id).ToDictionary(same => same.Key, same => same.Count());
        return (await WarningsAsync(after)).GroupBy(warning => warning.Id).Where(same => same.Count() > known.GetValueOrDefault(same.Key)).SelectMany(same => same).Select(warning => warning.ToString());
    }

    private static async Task<IEnumerable<Diagnostic>> WarningsAsync(Workbench bench) =>
        (await bench.CompilerMessagesAsync()).Where(diagnostic => Leftovers.Contains(diagnostic.Id) && diagnostic.Location.SourceTree?.FilePath.EndsWith("Code.cs", StringComparison.Ordinal) == true);

    private sealed class Messages(Workbench bench) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => await MessagesAsync();

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            SyntaxTree? tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return (await MessagesAsync()).Where(message => message.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);

        private async Task<IEnumerable<Diagnostic>> MessagesAsync() => (await bench.MessagesAsync()).Where(message => message.Id == "EPPO3001");
    }
}
