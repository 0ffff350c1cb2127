using EppoTyped.CodeFixes.FixAll;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EppoTyped.Analyzers.Tests.FixAll;

/// <summary>Every fix mends a document, a project and a solution at once.</summary>
public sealed class FixAllTests
{
    private static readonly FixAllScope[] Scopes = [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public static TheoryData<string> Providers => [.. Workbench.Fixes.Select(provider => provider.GetType().Name)];

    public static TheoryData<string> Fixes => [.. Fixable().Select(FixOf).Distinct()];

    /// <summary>The first sample of the corpus for each fix, in each scope: whoever adds a fix with a sample is tested here too.</summary>
    public static TheoryData<string, FixAllScope> Samples
    {
        get
        {
            TheoryData<string, FixAllScope> samples = [];
            foreach (string name in FirstOfEachFix())
            {
                foreach (FixAllScope scope in Scopes)
                    samples.Add(name, scope);
            }

            return samples;
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_fix_offers_all_scopes_and_works_from_the_command_line(string name)
    {
        CodeFixProvider provider = Workbench.Fixes.Single(one => one.GetType().Name == name);
        Assert.Superset(Scopes.ToHashSet(), provider.GetFixAllProvider()!.GetSupportedFixAllScopes().ToHashSet());

        // Roslyn's own providers do nothing for dotnet format where the first message of several has no fix.
        Assert.IsType<FlagFixAllProvider>(provider.GetFixAllProvider(), exactMatch: false);
    }

    // dotnet format shows every fix of an analyzer the first message of that analyzer.
    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_fix_leaves_the_message_of_another_rule_alone(string name)
    {
        CodeFixProvider provider = Workbench.Fixes.Single(one => one.GetType().Name == name);
        Document document = Workbench.Of(Sample.Parse("other", "bool on = FlagClient.Shared.GetBooleanAssignment(\"kill-swich\", \"user-1\", false);\n")).Project.Documents.Single(one => one.Name == "Code.cs");
        Diagnostic known = Assert.Single(await FixAllRun.MessagesAsync(document.Project, "EPPO2001"));
        DiagnosticDescriptor other = new("EPPO9999", "Other", "Other", "Other", DiagnosticSeverity.Warning, isEnabledByDefault: true);
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, Diagnostic.Create(other, known.Location, known.Properties), (action, _) => Assert.Fail(action.Title), CancellationToken.None));
    }

    [Fact]
    public void Every_id_that_has_a_fix_has_a_sample_for_Fix_All() => Assert.Empty(
        Workbench.Fixes.SelectMany(provider => provider.FixableDiagnosticIds).Except(FirstOfEachFix().Select(IdOf)));

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Fix_All_mends_what_is_in_its_scope_and_nothing_else(string name, FixAllScope scope)
    {
        Sample sample = Sample.Read("Mistakes", name);
        string id = IdOf(name);
        Solution broken = Copies.Make(sample);
        Diagnostic first = (await FixAllRun.MessagesAsync(broken.Projects.First(), id))[0];
        (CodeFixProvider provider, CodeAction action) = (await FixAllRun.FixesAsync(broken, first)).First(fix => sample.Fix is null || fix.Action.Title.Contains(sample.Fix, StringComparison.Ordinal));
        Document start = broken.GetDocument(first.Location.SourceTree)!;

        Solution mended = await FixAllRun.ApplyAsync(start, provider, scope, action.EquivalenceKey, id);

        string? fixedCode = sample.Fixed.SingleOrDefault(file => file.Name.EndsWith(".cs", StringComparison.Ordinal))?.Text;
        foreach (Project project in mended.Projects)
        {
            Assert.DoesNotContain((await project.GetCompilationAsync())!.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            foreach (Document document in project.Documents.Where(document => document.Name is "One.cs" or "Two.cs"))
            {
                string before = (await broken.GetDocument(document.Id)!.GetTextAsync()).ToString();
                string after = (await document.GetTextAsync()).ToString();
                if (!IsInScope(document, start, scope))
                    Assert.Equal(before, after);
                else if (fixedCode is not null)
                    Assert.Equal(Tokens(Copies.Twice(fixedCode).Replace("Copy", document.Name == "One.cs" ? "Copy" : "Again", StringComparison.Ordinal)), Tokens(after));
            }

            IEnumerable<Diagnostic> left = (await FixAllRun.MessagesAsync(project, id)).Where(diagnostic => IsInScope(mended.GetDocument(diagnostic.Location.SourceTree)!, start, scope));
            Assert.Empty(left.Select(diagnostic => diagnostic.ToString()));
        }
    }

    [Theory]
    [MemberData(nameof(Fixes))]
    public async Task Fix_All_mends_every_sample_of_a_fix_in_one_document(string fix)
    {
        Sample[] samples = [.. Fixable().Where(sample => FixOf(sample) == fix && sample.Properties.IsEmpty && sample.Files.Length == 1 && sample.Fixed.Length == 1)];
        if (samples.Length == 0)
            return;
        string id = IdOf(samples[0].Name);
        Document broken = Copies.Join(samples);
        Diagnostic[] messages = [.. await FixAllRun.MessagesAsync(broken.Project, id)];
        (CodeFixProvider provider, CodeAction action) = (await FixAllRun.FixesAsync(broken.Project.Solution, messages[0])).First(one => samples[0].Fix is null || one.Action.Title.Contains(samples[0].Fix!, StringComparison.Ordinal));

        Solution mended = await FixAllRun.ApplyAsync(broken, provider, FixAllScope.Document, action.EquivalenceKey, id);

        Assert.Equal(samples.Length, messages.Length);
        Assert.Equal(Tokens(Copies.Join(samples.Select(sample => sample.Fixed[0].Text))), Tokens((await mended.GetDocument(broken.Id)!.GetTextAsync()).ToString()));
    }

    private static bool IsInScope(Document document, Document start, FixAllScope scope) => scope switch
    {
        FixAllScope.Document => document.Id == start.Id,
        FixAllScope.Project => document.Project.Id == start.Project.Id,
        _ => true,
    };

    private static IEnumerable<Sample> Fixable() => ((IEnumerable<object[]>)Sample.NamesIn("Mistakes")).Select(row => Sample.Read("Mistakes", (string)row[0]))
        .Where(sample => sample.HasFix && Copies.CanBeMadeOf(sample) && sample.Files.Sum(file => file.Marks.Count(mark => mark.File.EndsWith(".cs", StringComparison.Ordinal))) == 1);

    private static IEnumerable<string> FirstOfEachFix() => Fixable().GroupBy(FixOf).Select(group => group.First().Name);

    // Of several fixes of a message the first word tells which: "Change to ...", "Add ...".
    private static string FixOf(Sample sample) => $"{IdOf(sample.Name)} {sample.Fix?.Split(' ')[0]}".Trim();

    private static string IdOf(string name) => name.Split('_')[0];

    // The copies stand deeper than the sample, so that only what is written is compared, not where.
    private static string Tokens(string text) => string.Join(" ", CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens().Select(token => token.Text));
}
