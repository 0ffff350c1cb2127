using System.Runtime.CompilerServices;

namespace EppoTyped.Conformance.Tests;

/// <summary>Where Eppo's shared test data lies: beside the repository, or where <c>EPPO_CONFORMANCE_DIR</c> says. Nothing of it is in the repository.</summary>
internal static class ConformanceFolder
{
    public const string Variable = "EPPO_CONFORMANCE_DIR";

    /// <summary>The folder that holds <c>flags-v1.json</c> and <c>tests/</c>; null when there is none.</summary>
    public static string? Ufc { get; } = Find("ufc", folder => File.Exists(Path.Combine(folder, "flags-v1.json")) && Directory.Exists(Path.Combine(folder, "tests")));

    /// <summary>The folder that holds <c>rac-experiments-v3.json</c> and <c>assignment-v2/</c>; null when there is none.</summary>
    public static string? Rac { get; } = Find("rac", folder => File.Exists(Path.Combine(folder, "rac-experiments-v3.json")) && Directory.Exists(Path.Combine(folder, "assignment-v2")));

    public static string SkipReason { get; } =
        $"Skipped: Eppo's test data is not there. Put it at ../shared/conformance/eppo beside the repository, or name its folder in {Variable}.";

    // The variable may name the data's root, one of the folders inside, or the folder of the cases themselves.
    private static string? Find(string name, Func<string, bool> holdsTheData, [CallerFilePath] string thisFile = "")
    {
        string root = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
            ? given
            : Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "shared", "conformance");
        string[] candidates = [Path.Combine(root, "eppo", name), Path.Combine(root, name), root, Path.Combine(root, ".."), Path.Combine(root, "..", name)];
        return candidates.Select(Path.GetFullPath).FirstOrDefault(holdsTheData);
    }
}

/// <summary>A theory over Eppo's test data, skipped with its reason where the data is missing.</summary>
internal sealed class ConformanceTheoryAttribute : TheoryAttribute
{
    public ConformanceTheoryAttribute() => Skip = ConformanceFolder.Ufc is null ? ConformanceFolder.SkipReason : null;
}

/// <summary>A fact about Eppo's test data, skipped with its reason where the data is missing.</summary>
internal sealed class ConformanceFactAttribute : FactAttribute
{
    public ConformanceFactAttribute() => Skip = ConformanceFolder.Ufc is null ? ConformanceFolder.SkipReason : null;
}

/// <summary>A theory over Eppo's test data from before UFC, skipped with its reason where that data is missing.</summary>
internal sealed class RacTheoryAttribute : TheoryAttribute
{
    public RacTheoryAttribute() => Skip = ConformanceFolder.Rac is null ? ConformanceFolder.SkipReason : null;
}

/// <summary>A fact about Eppo's test data from before UFC, skipped with its reason where that data is missing.</summary>
internal sealed class RacFactAttribute : FactAttribute
{
    public RacFactAttribute() => Skip = ConformanceFolder.Rac is null ? ConformanceFolder.SkipReason : null;
}
