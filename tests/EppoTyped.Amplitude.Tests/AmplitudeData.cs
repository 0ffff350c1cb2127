using System.Runtime.CompilerServices;
using System.Text.Json;

namespace EppoTyped.Amplitude.Tests;

/// <summary>Where Amplitude's shared test data lies: beside the repository, or where <c>EPPO_CONFORMANCE_DIR</c> says. Nothing of it is in the repository.</summary>
internal static class AmplitudeData
{
    public const string Variable = "EPPO_CONFORMANCE_DIR";

    /// <summary>The folder; null when there is none.</summary>
    public static string? Folder { get; } = Find();

    public static string SkipReason { get; } =
        $"Skipped: Amplitude's test data is not there. Put it at ../shared/conformance/amplitude beside the repository, or name its folder in {Variable}.";

    /// <summary>One of its JSON files.</summary>
    public static JsonElement Read(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder!, file)));
        return document.RootElement.Clone();
    }

    private static string? Find([CallerFilePath] string thisFile = "")
    {
        string root = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
            ? given
            : Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "shared", "conformance");
        string[] candidates = [Path.Combine(root, "amplitude"), root, Path.Combine(root, "..", "amplitude")];
        return candidates.Select(Path.GetFullPath).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "tracking-events.json")));
    }
}

/// <summary>A fact about Amplitude's test data, skipped with its reason where the data is missing.</summary>
internal sealed class AmplitudeFactAttribute : FactAttribute
{
    public AmplitudeFactAttribute() => Skip = AmplitudeData.Folder is null ? AmplitudeData.SkipReason : null;
}
