namespace EppoTyped.Analyzers.Tests.CommandLine;

/// <summary>The fixes from the command line: <c>dotnet format analyzers</c> on a project on disk, all ids in one run.</summary>
public sealed class FormatTests
{
    private const string Manifest = """
        {
          "subjects": { "user": { "attributes": { "country": { "type": "string" } } } },
          "flags": {
            "checkout": { "flagType": "string", "defaultValue": "standard", "variations": ["standard", "fast"], "subject": "user" },
            "kill-switch": { "flagType": "boolean", "defaultValue": false }
          }
        }

        """;

    /// <summary>One row for each fix: its id, a member of a class that has a client, and what becomes of it. A method's name must be its own.</summary>
    private static readonly (string Id, string Before, string After)[] Fixes =
    [
        ("EPPO2001", "bool Misspelt() => client.GetBooleanAssignment(\"kill-swich\", \"u\", Now);", "bool Misspelt() => client.GetBooleanAssignment(\"kill-switch\", \"u\", Now);"),

        // The first message has no fix; those behind it have.
        ("EPPO2009", "bool Stays(Dictionary<string, object> a) => client.GetBooleanAssignment(\"kill-switch\", \"u\", a, false);", "bool Stays(Dictionary<string, object> a) => client.GetBooleanAssignment(\"kill-switch\", \"u\", a, false);"),
        (
            "EPPO2009",
            "string Moved(string c) => FlagClient.Shared.GetStringAssignment(\"checkout\", \"u\", new Dictionary<string, object> { [\"country\"] = c }, \"standard\");",
            "string Moved(string c) => Flags.Checkout.Variant(new User(\"u\") { Country = c }).ToValue();"),
    ];

    /// <summary>The flag of each is added by a second run: the first one renames.</summary>
    private static readonly (string Member, string Entry)[] Added =
    [
        ("long New() => client.GetIntegerAssignment(\"results-per-page\", \"u\", 7);", "    \"results-per-page\": { \"flagType\": \"integer\", \"defaultValue\": 7 }"),
        ("bool AlsoNew() => client.GetBooleanAssignment(\"night\", \"u\", true);", "    \"night\": { \"flagType\": \"boolean\", \"defaultValue\": true }"),
    ];

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Every_fix_works_from_the_command_line()
    {
        (string Name, string Text)[] files =
        [
            ("flags.json", Manifest),
            .. Fixes.GroupBy(fix => fix.Id).Select(group => (group.Key + ".cs", Class(group.Key, group.Select(fix => fix.Before)))),
            ("New.cs", Class("New", Added.Select(added => added.Member))),
        ];
        using FormattedProject project = new(files);
        string ids = string.Join(" ", Fixes.Select(fix => fix.Id).Distinct());
        await project.RunAsync("restore -v q");

        await project.RunAsync($"format analyzers Shop.csproj --no-restore --diagnostics {ids} --severity info");
        foreach (IGrouping<string, (string Id, string Before, string After)> group in Fixes.GroupBy(fix => fix.Id))
            Assert.Equal(Class(group.Key, group.Select(fix => fix.After)), project.Text(group.Key + ".cs"));

        await project.RunAsync("format analyzers Shop.csproj --no-restore --diagnostics EPPO2001");
        string last = Manifest.Split('\n').Single(line => line.Contains("kill-switch", StringComparison.Ordinal));
        Assert.Equal(Manifest.Replace(last, string.Join(",\n", Added.Select(added => added.Entry).Prepend(last)), StringComparison.Ordinal), project.Text("flags.json"));

        // Nothing is left for another run, and what was written compiles.
        await project.RunAsync("format analyzers Shop.csproj --no-restore --verify-no-changes --diagnostics EPPO2001");
        await project.RunAsync("build --no-restore -v q -nologo");
    }

    private static string Class(string name, IEnumerable<string> members) =>
        $"namespace Shop;\n\ninternal sealed class {name}Uses(FlagClient client)\n{{\n    private static readonly bool Now = DateTime.UtcNow.Hour > 8;\n\n    public FlagClient Client => client;\n{string.Concat(members.Select(member => $"\n    public {member}\n"))}}}\n";
}
