namespace EppoTyped.Amplitude;

/// <summary>A tracking plan, as events name it.</summary>
/// <param name="Branch">Its branch, <c>branch</c> in JSON.</param>
/// <param name="Source">Its source, <c>source</c> in JSON.</param>
/// <param name="Version">Its version, <c>version</c> in JSON.</param>
/// <param name="VersionId">The id of its version, <c>versionId</c> in JSON.</param>
public sealed record AmplitudePlan(string? Branch = null, string? Source = null, string? Version = null, string? VersionId = null);

/// <summary>The source of events, as events name it.</summary>
/// <param name="SourceName">The name of the source, <c>source_name</c> in JSON.</param>
/// <param name="SourceVersion">The version of the source, <c>source_version</c> in JSON.</param>
public sealed record AmplitudeIngestionMetadata(string? SourceName = null, string? SourceVersion = null);
