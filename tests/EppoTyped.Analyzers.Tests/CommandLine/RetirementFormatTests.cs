namespace EppoTyped.Analyzers.Tests.CommandLine;

/// <summary>Flags are retired from the command line, in all files at once, and flags.json with them.</summary>
public sealed class RetirementFormatTests
{
    private const string Manifest = """
        {
          "flags": {
            "dark-mode": { "flagType": "boolean", "defaultValue": false, "deprecated": { "replaceWith": true } },
            "live": { "flagType": "boolean", "defaultValue": false },
            "checkout": { "flagType": "string", "defaultValue": "standard", "variations": ["standard", "fast"], "deprecated": { "replaceWith": "fast" } }
          }
        }

        """;

    private const string Page = """
        using System.Text;

        namespace Shop;

        internal sealed class Page(FlagClient client)
        {
            // The theme of a page.
            public string Theme(ISubject user)
            {
                if (Flags.DarkMode.IsEnabled(user) && Flags.Checkout.Variant(user) == CheckoutVariant.Fast)
                {
                    return "dark" + Flags.Live.IsEnabled(user);
                }

                return new StringBuilder("light").ToString();
            }

            public bool IsDark(string user) => client.GetBooleanAssignment("dark-mode", user, false);

            public bool IsLive(string user) => client.GetBooleanAssignment("live", user, false);

            public string Why(ISubject user) => Flags.Checkout.Details(user).ToString()!;
        }

        """;

    private const string Retired = """
        namespace Shop;

        internal sealed class Page(FlagClient client)
        {
            // The theme of a page.
            public string Theme(ISubject user)
            {
                return "dark" + Flags.Live.IsEnabled(user);
            }

            public bool IsDark(string user) => true;

            public bool IsLive(string user) => client.GetBooleanAssignment("live", user, false);

            public string Why(ISubject user) => Flags.Checkout.Details(user).ToString()!;
        }

        """;

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Dotnet_format_retires_what_can_be_retired()
    {
        using FormattedProject project = new([("flags.json", Manifest), ("Page.cs", Page), ("Other.cs", "namespace Shop;\n\ninternal static class Other\n{\n    public static int Of(FlagSet flags, ISubject user) => flags.For(user).DarkMode.IsEnabled() ? 1 : 2;\n}\n")]);
        await project.RunAsync("restore -v q");
        await project.RunAsync("format analyzers Shop.csproj --no-restore --diagnostics EPPO3001");
        Assert.Equal(Retired, project.Text("Page.cs"));
        Assert.Contains("=> 1;", project.Text("Other.cs"), StringComparison.Ordinal);
        Assert.Equal(Manifest.Replace(Manifest.Split('\n').Single(line => line.Contains("dark-mode", StringComparison.Ordinal)) + "\n", "", StringComparison.Ordinal), project.Text("flags.json"));
        await project.RunAsync("build --no-restore -v q -nologo");
    }
}
