namespace EppoTyped.Analyzers.Tests.CommandLine;

/// <summary>The fixes from the command line: <c>dotnet format analyzers</c> on a project on disk, as few runs as it takes.</summary>
public sealed class FormatTests
{
    private const string Manifest = """
        {
          "subjects": { "user": { "attributes": { "country": { "type": "string" }, "tier": { "type": "string", "values": ["basic", "gold"] } } } },
          "flags": {
            "checkout": { "flagType": "string", "defaultValue": "standard", "variations": ["standard", "fast"], "subject": "user" },
            "price": { "flagType": "float", "defaultValue": 9.99 },
            "kill-switch": { "flagType": "boolean", "defaultValue": false }
          }
        }

        """;

    private const string Moves = "EPPO2009";

    /// <summary>One row for each fix: its id, a member of a class that has a client, and what becomes of it. A method's name must be its own.</summary>
    private static readonly (string Id, string Before, string After)[] Fixes =
    [
        ("EPPO2001", "bool Misspelt() => client.GetBooleanAssignment(\"kill-swich\", \"u\", Now);", "bool Misspelt() => client.GetBooleanAssignment(\"kill-switch\", \"u\", Now);"),
        ("EPPO2003", "string Type() => $\"{client.GetIntegerAssignment(\"price\", \"u\", 0)} EUR\";", "string Type() => $\"{client.GetNumericAssignment(\"price\", \"u\", 9.99)} EUR\";"),
        ("EPPO2004", "bool Default() => client.GetBooleanAssignment(\"kill-switch\", \"u\", true);", "bool Default() => client.GetBooleanAssignment(\"kill-switch\", \"u\", false);"),
        (
            "EPPO2005",
            "bool Variation() => client.GetStringAssignment(\"checkout\", \"u\", \"standard\") == \"fasst\";",
            "bool Variation() => client.GetStringAssignment(\"checkout\", \"u\", \"standard\") == \"fast\";"),
        (
            "EPPO2006",
            "bool Attribute() => client.GetStringAssignment(\"checkout\", \"u\", new Dictionary<string, object> { [\"contry\"] = \"US\" }, \"standard\") == \"fast\";",
            "bool Attribute() => client.GetStringAssignment(\"checkout\", \"u\", new Dictionary<string, object> { [\"country\"] = \"US\" }, \"standard\") == \"fast\";"),
        (
            "EPPO2007",
            "bool Value() => client.GetStringAssignment(\"checkout\", \"u\", new Dictionary<string, object> { [\"tier\"] = \"glod\" }, \"standard\") == \"fast\";",
            "bool Value() => client.GetStringAssignment(\"checkout\", \"u\", new Dictionary<string, object> { [\"tier\"] = \"gold\" }, \"standard\") == \"fast\";"),
        (
            "EPPO2010",
            "int Arm(CheckoutVariant checkout) => checkout switch\n    {\n        CheckoutVariant.Standard => 3,\n    };",
            "int Arm(CheckoutVariant checkout) => checkout switch\n    {\n        CheckoutVariant.Standard => 3,\n        CheckoutVariant.Fast => throw new NotImplementedException(),\n    };"),
        ("EPPO2011", "bool Keys() => client.GetBooleanAssignment(\"u\", \"kill-switch\", false);", "bool Keys() => client.GetBooleanAssignment(\"kill-switch\", \"u\", false);"),

        // The first message has no fix; those behind it have.
        ("EPPO2009", "bool Stays(Dictionary<string, object> a) => client.GetBooleanAssignment(\"kill-switch\", \"u\", a, false);", "bool Stays(Dictionary<string, object> a) => client.GetBooleanAssignment(\"kill-switch\", \"u\", a, false);"),
        (
            "EPPO2009",
            "string Moved(string c) => FlagClient.Shared.GetStringAssignment(\"checkout\", \"u\", new Dictionary<string, object> { [\"country\"] = c }, \"standard\");",
            "string Moved(string c) => Flags.Checkout.Variant(new User(\"u\") { Country = c }).ToValue();"),
    ];

    /// <summary>The flag of each is added by a run of its own: one that meets a misspelt key first renames.</summary>
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
        string ids = string.Join(" ", Fixes.Select(fix => fix.Id).Distinct().Where(id => id != Moves));
        await project.RunAsync("restore -v q");

        // Moves by themselves: they are for every call by key, so for what the others mend too, and which of two ids goes first is not told.
        await project.RunAsync($"format analyzers Shop.csproj --no-restore --diagnostics {ids} --exclude {Moves}.cs New.cs");
        await project.RunAsync($"format analyzers Shop.csproj --no-restore --diagnostics {Moves} --severity info --include {Moves}.cs");
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
