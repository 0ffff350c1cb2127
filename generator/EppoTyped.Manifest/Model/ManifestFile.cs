namespace EppoTyped.Manifest.Model;

/// <summary>One flags.json as it was read: everything that could be read, and the findings.</summary>
/// <remarks>
/// A finding never removes a flag whose key could be read: without its accessor one mistake would become a hundred errors.
/// </remarks>
public sealed class ManifestFile
{
    /// <summary>The path of the file, which the findings have too.</summary>
    public required string Path { get; init; }

    /// <summary>The subjects in the order of the file.</summary>
    public required IReadOnlyList<SubjectDefinition> Subjects { get; init; }

    /// <summary>The flags in the order of the file.</summary>
    public required IReadOnlyList<FlagDefinition> Flags { get; init; }

    /// <summary>The findings in this file alone, in the order of the text.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }
}
