namespace EppoTyped.Manifest.Tree;

/// <summary>A flag and the file it stands in.</summary>
internal sealed record PlacedFlag(FlagDefinition Flag, string Path);
