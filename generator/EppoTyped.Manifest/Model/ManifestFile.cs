namespace EppoTyped.Manifest.Model;

/// <summary>One flags.json as it was read: everything that could be understood, and every finding on the way.</summary>
/// <remarks>
/// A finding never removes a flag whose key could be read: its accessor must still exist, or one message becomes a hundred.
/// </remarks>
public sealed class ManifestFile
{
    /// <summary>The path the file was given by; findings name it.</summary>
    public required string Path { get; init; }

    /// <summary>The subjects in the order of the file.</summary>
    public required IReadOnlyList<SubjectDefinition> Subjects { get; init; }

    /// <summary>The flags in the order of the file.</summary>
    public required IReadOnlyList<FlagDefinition> Flags { get; init; }

    /// <summary>Everything that is wrong with this file by itself, in the order of the text.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }
}
