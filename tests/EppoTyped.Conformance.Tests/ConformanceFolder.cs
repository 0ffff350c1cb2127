using System.Runtime.CompilerServices;

namespace EppoTyped.Conformance.Tests;

/// <summary>
/// The folders of Eppo's shared test data: beside the repository, or in the folder that <c>EPPO_CONFORMANCE_DIR</c> names. The repository
/// has no copy of it.
/// </summary>
internal static class ConformanceFolder
{
    public const string Variable = "EPPO_CONFORMANCE_DIR";

    /// <summary>The folder with <c>flags-v1.json</c> and <c>tests/</c>; null when it is missing.</summary>
    public static string? Ufc { get; } =
        Find("ufc", folder => File.Exists(Path.Combine(folder, "flags-v1.json")) && Directory.Exists(Path.Combine(folder, "tests")));

    /// <summary>The folder with <c>rac-experiments-v3.json</c> and <c>assignment-v2/</c>; null when it is missing.</summary>
    public static string? Rac { get; } = Find(
        "rac",
        folder => File.Exists(Path.Combine(folder, "rac-experiments-v3.json")) && Directory.Exists(Path.Combine(folder, "assignment-v2")));

    public static string SkipReason { get; } =
        $"Skipped: Eppo's test data is missing. Put it at ../shared/conformance/eppo beside the repository, or set {Variable}.";

    // The variable may name the root of the data, one of the folders in it, or the folder of the cases.
    private static string? Find(string name, Func<string, bool> hasData, [CallerFilePath] string thisFile = "")
    {
        string root = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
            ? given
            : Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "shared", "conformance");
        string[] candidates =
        [
            Path.Combine(root, "eppo", name), Path.Combine(root, name), root, Path.Combine(root, ".."), Path.Combine(root, "..", name),
        ];
        return candidates.Select(Path.GetFullPath).FirstOrDefault(hasData);
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
