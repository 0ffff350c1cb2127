namespace EppoTyped;

/// <summary>Where configurations come from: HTTP, a file, a text, or what a team writes itself.</summary>
/// <remarks>
/// The client asks again and again, never twice at a time, off its callers' threads, and gives up each request after
/// <see cref="EppoClientOptions.RequestTimeout"/>. What <see cref="object.ToString"/> gives names the source in log lines.
/// </remarks>
public interface IConfigurationSource
{
    /// <summary>Fetches the current configuration, or says that it has not changed.</summary>
    /// <param name="revision">What <see cref="EppoConfiguration.FlagsRevision"/> was of the configuration in use (an ETag, say); null to have it in any case.</param>
    /// <param name="cancellationToken">Ends the request when it takes too long, and on dispose.</param>
    /// <returns>What came of it. An exception counts as a failure too; its message goes to the log, so it must hold no secret.</returns>
    ValueTask<ConfigurationFetch> FetchAsync(string? revision, CancellationToken cancellationToken);
}

/// <summary>The source of a client that has none. It is never asked.</summary>
internal sealed class OfflineConfigurationSource : IConfigurationSource
{
    public ValueTask<ConfigurationFetch> FetchAsync(string? revision, CancellationToken cancellationToken) =>
        new(ConfigurationFetch.Failed("The client is offline."));

    public override string ToString() => "offline";
}
