namespace EppoTyped.Amplitude;

/// <summary>The tracking plan that events name.</summary>
/// <param name="Branch">Its branch.</param>
/// <param name="Source">Its source.</param>
/// <param name="Version">Its version.</param>
/// <param name="VersionId">The id of its version.</param>
public sealed record AmplitudePlan(string? Branch = null, string? Source = null, string? Version = null, string? VersionId = null);

/// <summary>Where events come from.</summary>
/// <param name="SourceName">The name of the source.</param>
/// <param name="SourceVersion">The version of the source.</param>
public sealed record AmplitudeIngestionMetadata(string? SourceName = null, string? SourceVersion = null);
