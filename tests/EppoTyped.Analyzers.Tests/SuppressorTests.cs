using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace EppoTyped.Analyzers.Tests;

/// <summary>What the compiler says and need not say here.</summary>
public sealed class SuppressorTests
{
    private const string Asks = "class Page { public bool Is(User user) => Flags.DarkMode.IsEnabled(user); }";

    [Fact]
    public async Task The_twin_of_a_message_is_silent() =>
        Assert.Equal(["EPPO3001"], (await Workbench.Of(Sample.Parse("", Asks)).MessagesAsync()).Select(message => message.Id));

    [Fact]
    public async Task The_twin_speaks_where_the_message_is_switched_off()
    {
        Workbench bench = Workbench.Of(Sample.Parse("", Asks)).With(project => project.WithCompilationOptions(
            project.CompilationOptions!.WithSpecificDiagnosticOptions(ImmutableDictionary<string, ReportDiagnostic>.Empty.Add("EPPO3001", ReportDiagnostic.Suppress))));
        Assert.Equal(["EPPO3000"], (await bench.MessagesAsync()).Select(message => message.Id));
    }

    [Fact]
    public async Task The_twin_speaks_where_an_editorconfig_switches_the_message_off()
    {
        Workbench bench = Workbench.Of(Sample.Parse("", Asks)).With(project => project.AddAnalyzerConfigDocument(
            ".editorconfig", Microsoft.CodeAnalysis.Text.SourceText.From("root = true\n[*.cs]\ndotnet_diagnostic.EPPO3001.severity = none\n"), filePath: "/shop/.editorconfig").Project);
        Assert.Equal(["EPPO3000"], (await bench.MessagesAsync()).Select(message => message.Id));
    }

    [Theory]
    [InlineData("Flags.Checkout.Variant(user) switch { CheckoutVariant.FastCheckout => 1, CheckoutVariant.StandardCheckout => 2 }", "CS8524", false)]
    [InlineData("(Flags.Checkout.Variant(user), true) switch { (CheckoutVariant.FastCheckout, _) => 1, (CheckoutVariant.StandardCheckout, _) => 2 }", "CS8524", false)]
    [InlineData("Flags.Checkout.Variant(user) switch { CheckoutVariant.FastCheckout => 1 }", "CS8509", true)]
    [InlineData("Own.A switch { Own.A => 1, Own.B => 2 }", "CS8524", true)]
    [InlineData("(Own.A, Flags.Checkout.Variant(user)) switch { (Own.A or Own.B, CheckoutVariant.FastCheckout or CheckoutVariant.StandardCheckout) => 1 }", "CS8524", true)]
    public async Task A_switch_that_names_every_variation_is_whole(string expression, string id, bool speaks)
    {
        Workbench bench = Workbench.Of(Sample.Parse("", $"enum Own {{ A, B }} class Page {{ public int Is(User user) => {expression}; }}"));
        Assert.Contains((await bench.Project.GetCompilationAsync())!.GetDiagnostics(), diagnostic => diagnostic.Id == id);
        Assert.Equal(speaks, (await bench.AllMessagesAsync()).Any(diagnostic => diagnostic.Id == id));
    }
}
