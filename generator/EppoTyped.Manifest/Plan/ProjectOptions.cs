using System.Text;
using EppoTyped.Manifest.Naming;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Plan;

/// <summary>The MSBuild properties of a project that concern its flags. Generator and analyzers read them alike.</summary>
public sealed class ProjectOptions
{
    private readonly List<OptionProblem> _problems = [];

    private ProjectOptions(Func<string, string?> property)
    {
        string space = Take(property, "EppoFlagsNamespace", IsNamespace, "a namespace, such as Shop.Flags")
            ?? ToNamespace(property("RootNamespace") ?? "");
        string facade = Take(property, "EppoFlagsClass", CSharpName.IsIdentifier, "the name of a class, such as Flags") ?? "Flags";

        // Only its own tests reference an application, so its flags may be public; those of a library are an internal matter.
        string? accessibility = Take(
            property, "EppoFlagsAccessibility", static text => text is "public" or "internal", "public or internal");
        bool isPublic = accessibility is null ? IsExecutable(property("OutputType")) : accessibility == "public";
        Generation = new GenerationOptions(space, facade, isPublic);
        Today = Take(property, "EppoFlagsToday", static text => Day.Of(text) is not null, "a date, such as 2027-03-31") is { } today
            ? Day.Of(today)
            : null;
    }

    /// <summary>What it sets about its generated code.</summary>
    public GenerationOptions Generation { get; }

    /// <summary>The day by which flags expire, as the build sets it; null where it does not. The clock is never read.</summary>
    public DateTime? Today { get; }

    /// <summary>The properties whose values cannot be used.</summary>
    public IReadOnlyList<OptionProblem> Problems => _problems;

    /// <summary>Reads the properties.</summary>
    /// <param name="property">Returns an MSBuild property by its name; null or empty where it is not set.</param>
    public static ProjectOptions Read(Func<string, string?> property) =>
        new(name => property(name)?.Trim() is { Length: > 0 } text ? text : null);

    private string? Take(Func<string, string?> property, string name, Func<string, bool> isValid, string expected)
    {
        if (property(name) is not { } value || isValid(value))
        {
            return property(name);
        }

        _problems.Add(new OptionProblem(name, value, expected));
        return null;
    }

    private static bool IsNamespace(string text) => text.Split('.').All(CSharpName.IsIdentifier);

    private static bool IsExecutable(string? outputType) =>
        string.Equals(outputType, "Exe", StringComparison.OrdinalIgnoreCase)
            || string.Equals(outputType, "WinExe", StringComparison.OrdinalIgnoreCase);

    /// <summary>A root namespace as C# accepts it: MSBuild allows any name that a file can have.</summary>
    private static string ToNamespace(string root)
    {
        string[] parts = [.. root.Split('.').Where(part => part.Length > 0).Select(ToName)];
        return parts.Length == 0 ? "FlagsGenerated" : string.Join(".", parts);
    }

    private static string ToName(string part)
    {
        StringBuilder name = new(part.Length + 1);
        foreach (char c in part)
        {
            name.Append(CSharpName.IsIdentifier("_" + c) ? c : '_');
        }

        return CSharpName.IsIdentifier("a" + name) && (char.IsLetter(name[0]) || name[0] == '_') ? name.ToString() : "_" + name;
    }
}

/// <summary>An MSBuild property whose value cannot be used.</summary>
/// <param name="Property">The name of the property.</param>
/// <param name="Value">The value it is set to.</param>
/// <param name="Expected">The values that it accepts, as part of a message.</param>
public sealed record OptionProblem(string Property, string Value, string Expected);
