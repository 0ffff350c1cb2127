using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Generator.Models;

/// <summary>What the project says in MSBuild, and what is wrong with it.</summary>
internal sealed record Options(Settings Settings, EquatableArray<Report> Findings)
{
    private const string RuleId = "EPPO1051";
    private const string RuleTitle = "Option has an impossible value";

    public static Options Read(AnalyzerConfigOptions options)
    {
        List<Report> findings = [];
        string space = Option(options, "EppoFlagsNamespace") is { } wanted && IsAllowed(IsNamespace(wanted), "EppoFlagsNamespace", wanted, "a namespace, such as Shop.Flags", findings)
            ? wanted
            : ToNamespace(Option(options, "RootNamespace") ?? "");
        string facade = Option(options, "EppoFlagsClass") is { } name && IsAllowed(IsName(name), "EppoFlagsClass", name, "a name of a C# class, such as Flags", findings)
            ? name
            : "Flags";
        return new Options(new Settings(space, facade, IsPublic(options, findings)), [.. findings]);
    }

    private static bool IsPublic(AnalyzerConfigOptions options, List<Report> findings)
    {
        string? accessibility = Option(options, "EppoFlagsAccessibility");
        if (accessibility is not null && IsAllowed(accessibility is "public" or "internal", "EppoFlagsAccessibility", accessibility, "public or internal", findings))
            return accessibility == "public";

        // Nobody references an application but its own tests, so its flags may be seen; a library's flags are its own business.
        return Option(options, "OutputType") is { } output && (IsSame(output, "Exe") || IsSame(output, "WinExe"));
    }

    private static bool IsAllowed(bool allowed, string option, string value, string mend, List<Report> findings)
    {
        if (!allowed)
            findings.Add(new Report(RuleId, RuleTitle, $"The MSBuild property {option} is \"{value}\"; set it to {mend}.", null, default));
        return allowed;
    }

    private static string? Option(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue("build_property." + name, out string? value) && value.Trim() is { Length: > 0 } text ? text : null;

    private static bool IsSame(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static bool IsName(string text) => SyntaxFacts.IsValidIdentifier(text) && SyntaxFacts.GetKeywordKind(text) == SyntaxKind.None;

    private static bool IsNamespace(string text) => text.Split('.').All(IsName);

    /// <summary>A root namespace as C# takes it: the SDK allows what a file name allows.</summary>
    private static string ToNamespace(string root)
    {
        IEnumerable<string> parts = root.Split('.').Where(part => part.Length > 0).Select(ToName);
        string space = string.Join(".", parts);
        return space.Length == 0 ? "FlagsGenerated" : space;
    }

    private static string ToName(string part)
    {
        StringBuilder name = new(part.Length + 1);
        foreach (char c in part)
        {
            if (name.Length == 0 && !SyntaxFacts.IsIdentifierStartCharacter(c))
                name.Append('_');
            if (SyntaxFacts.IsIdentifierPartCharacter(c))
                name.Append(c);
            else if (name.Length != 1 || name[0] != '_')
                name.Append('_');
        }

        return name.ToString();
    }
}
