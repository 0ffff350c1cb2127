namespace EppoTyped;

/// <summary>Where configurations come from: HTTP, a file, a text, or a source of your own.</summary>
/// <remarks>
/// The client fetches again and again, never twice at a time, off its callers' threads, and gives up each fetch after
/// <c>EppoClientOptions.RequestTimeout</c>. <see cref="object.ToString"/> names the source in log lines. Bytes of UFC and a revision are
/// enough (<see cref="ConfigurationFetch.Fetched(ReadOnlyMemory{byte}, string?, DateTimeOffset?)"/>); <see cref="HttpAnswers"/> helps with
/// HTTP.
/// </remarks>
public interface IConfigurationSource
{
    /// <summary>Fetches the current configuration, or reports that it has not changed.</summary>
    /// <param name="revision">
    /// The <see cref="EppoConfiguration.FlagsRevision"/> of the configuration in use, such as an ETag; null to fetch in any case.
    /// </param>
    /// <param name="cancellationToken">Ends the request when it takes too long, and on dispose.</param>
    /// <returns>The result. An exception counts as a failure too; its message is logged, so it must not contain a secret.</returns>
    ValueTask<ConfigurationFetch> FetchAsync(string? revision, CancellationToken cancellationToken);
}

/// <summary>The source of a client that has none. It is never asked.</summary>
internal sealed class OfflineConfigurationSource : IConfigurationSource
{
    public ValueTask<ConfigurationFetch> FetchAsync(string? revision, CancellationToken cancellationToken) =>
        new(ConfigurationFetch.Failed("The client is offline."));

    public override string ToString() => "offline";
}
