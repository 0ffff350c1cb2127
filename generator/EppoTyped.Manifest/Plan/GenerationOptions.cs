using System.Text;
using EppoTyped.Manifest.Naming;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Plan;

/// <summary>What a project says in MSBuild about its generated code. Generator and analyzers must understand it alike.</summary>
public sealed class GenerationOptions
{
    private readonly List<OptionProblem> _problems = [];

    private GenerationOptions(Func<string, string?> property)
    {
        Namespace = Take(property, "EppoFlagsNamespace", IsNamespace, "a namespace, such as Shop.Flags")
            ?? ToNamespace(property("RootNamespace") ?? "");
        Facade = Take(property, "EppoFlagsClass", CSharpName.IsIdentifier, "the name of a class, such as Flags") ?? "Flags";

        // Nobody references an application but its own tests, so its flags may be seen; a library's flags are its own business.
        string? accessibility = Take(
            property, "EppoFlagsAccessibility", static text => text is "public" or "internal", "public or internal");
        IsPublic = accessibility is null ? IsExecutable(property("OutputType")) : accessibility == "public";
        Today = Take(property, "EppoFlagsToday", static text => Day.Of(text) is not null, "a date, such as 2027-03-31") is { } today
            ? Day.Of(today)
            : null;
    }

    /// <summary>The namespace of everything that is generated.</summary>
    public string Namespace { get; }

    /// <summary>The static class.</summary>
    public string Facade { get; }

    /// <summary>True when other assemblies may use what is generated.</summary>
    public bool IsPublic { get; }

    /// <summary>The day by which flags expire, told by whoever builds and never by the clock; null where nobody tells.</summary>
    public DateTime? Today { get; }

    /// <summary>The properties that could not be followed.</summary>
    public IReadOnlyList<OptionProblem> Problems => _problems;

    /// <summary>Reads the options.</summary>
    /// <param name="property">Gives an MSBuild property by its name; null or empty where it is not set.</param>
    public static GenerationOptions Read(Func<string, string?> property) =>
        new(name => property(name)?.Trim() is { Length: > 0 } text ? text : null);

    private string? Take(Func<string, string?> property, string name, Func<string, bool> isValid, string wanted)
    {
        if (property(name) is not { } value || isValid(value))
        {
            return property(name);
        }

        _problems.Add(new OptionProblem(name, value, wanted));
        return null;
    }

    private static bool IsNamespace(string text) => text.Split('.').All(CSharpName.IsIdentifier);

    private static bool IsExecutable(string? outputType) =>
        string.Equals(outputType, "Exe", StringComparison.OrdinalIgnoreCase)
            || string.Equals(outputType, "WinExe", StringComparison.OrdinalIgnoreCase);

    /// <summary>A root namespace as C# takes it: MSBuild allows whatever a file can be called.</summary>
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

/// <summary>An MSBuild property that could not be followed.</summary>
/// <param name="Property">The property.</param>
/// <param name="Value">What it is set to.</param>
/// <param name="Wanted">What it takes.</param>
public sealed record OptionProblem(string Property, string Value, string Wanted);
