using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.Analyzers.Tests;

/// <summary>Calls by key are extension methods: written as static ones they have the same messages and the same fixes.</summary>
public sealed class StaticFormTests
{
    public static TheoryData<string> Mistakes => Sample.NamesIn("Mistakes");

    public static TheoryData<string> Correct => Sample.NamesIn("Correct");

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_has_the_same_messages_and_fixes(string name)
    {
        Workbench reduced = Workbench.Of(Sample.Read("Mistakes", name));
        if (await WithStaticCallsAsync(reduced) is not { } written)
        {
            return;
        }

        Assert.Empty(await written.ErrorsAsync());
        Assert.Equal(await DescribeAsync(reduced), await DescribeAsync(written));
    }

    [Theory]
    [MemberData(nameof(Correct))]
    public async Task What_is_right_has_no_other_message(string name)
    {
        Workbench reduced = Workbench.Of(Sample.Read("Correct", name));
        if (await WithStaticCallsAsync(reduced) is not { } written)
        {
            return;
        }

        Assert.Empty(await written.ErrorsAsync());
        Assert.Equal(await DescribeAsync(reduced), await DescribeAsync(written));
    }

    [Fact]
    public async Task A_call_moves_to_its_accessor()
    {
        Workbench bench = Workbench.Of(Sample.Parse("static", """
            FlagClient client = FlagClient.InMemory();
            bool on = FlagClientKeyedExtensions.GetBooleanAssignment(client, "kill-switch", "user-1", false);
            bool off = FlagClientKeyedExtensions.GetBooleanAssignment(FlagClient.Shared, "kill-switch", "user-1", false);
            """));

        foreach (string _ in (string[])["client", "Shared"])
        {
            bench = await bench.FixAsync((await bench.MessagesAsync()).First(message => message.Id == "EPPO2009"), title: null);
        }

        string text = await bench.TextAsync("Code.cs");
        Assert.Empty(await bench.ErrorsAsync());
        Assert.Contains("bool on = new FlagSet(client).KillSwitch.IsEnabled(", text, StringComparison.Ordinal);
        Assert.Contains("bool off = Flags.KillSwitch.IsEnabled(", text, StringComparison.Ordinal);
    }

    /// <summary>The same code, its calls by key written as calls of static methods; null where it has none.</summary>
    private static async Task<Workbench?> WithStaticCallsAsync(Workbench bench)
    {
        Project project = bench.Project;
        bool isChanged = false;
        foreach (DocumentId id in project.DocumentIds)
        {
            Document document = project.GetDocument(id)!;
            SemanticModel model = (await document.GetSemanticModelAsync())!;
            SyntaxNode root = (await document.GetSyntaxRootAsync())!;
            Dictionary<InvocationExpressionSyntax, string> calls = root.DescendantNodes().OfType<InvocationExpressionSyntax>()
                .Where(call => call.Expression is MemberAccessExpressionSyntax)
                .Where(call => ExtensionsOf(model.GetSymbolInfo(call).Symbol) is not null)
                .ToDictionary(call => call, call => ExtensionsOf(model.GetSymbolInfo(call).Symbol)!);
            isChanged |= calls.Count > 0;
            project = document.WithSyntaxRoot(root.ReplaceNodes(calls.Keys, (call, rewritten) => Write(calls[call], rewritten))).Project;
        }

        return isChanged ? bench.With(_ => project) : null;
    }

    private static string? ExtensionsOf(ISymbol? method) =>
        method is IMethodSymbol { ReducedFrom.ContainingType: { Name: "FlagClientKeyedExtensions" or "FlagClientBanditExtensions" } type }
            ? type.Name
            : null;

    private static InvocationExpressionSyntax Write(string extensions, InvocationExpressionSyntax call)
    {
        MemberAccessExpressionSyntax access = (MemberAccessExpressionSyntax)call.Expression;
        ArgumentSyntax client = SyntaxFactory.Argument(access.Expression.WithoutTrivia());
        return SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression,
                SyntaxFactory.ParseExpression("global::EppoTyped." + extensions),
                access.Name.WithoutTrivia()),
            call.ArgumentList.WithArguments(call.ArgumentList.Arguments.Insert(0, client))).WithTriviaFrom(call);
    }

    /// <summary>Each message with the text it is about, and the fixes it has.</summary>
    private static async Task<IReadOnlyList<string>> DescribeAsync(Workbench bench)
    {
        List<string> messages = [];
        foreach (Diagnostic message in await bench.MessagesAsync())
        {
            string about = message.Location.SourceTree?.GetText().ToString(message.Location.SourceSpan) ?? "";
            IEnumerable<string> fixes = (await bench.FixesAsync(message)).Select(fix => fix.Title).Order(StringComparer.Ordinal);
            messages.Add($"{message.Id} {message.GetMessage(CultureInfo.InvariantCulture)} [{about}] {string.Join(" | ", fixes)}");
        }

        return [.. messages.Order(StringComparer.Ordinal)];
    }
}
