namespace EppoTyped.Manifest.Model;

/// <summary>A flag and the manifest that declares it.</summary>
/// <param name="Flag">The flag.</param>
/// <param name="Path">The manifest's path.</param>
public sealed record PlacedFlag(FlagDefinition Flag, string Path);
