namespace EppoTyped;

/// <summary>The source of a client that has none. It is never asked.</summary>
internal sealed class OfflineConfigurationSource : IConfigurationSource
{
    public ValueTask<ConfigurationFetch> FetchAsync(string? revision, CancellationToken cancellationToken) => new(ConfigurationFetch.Failed("The client is offline."));

    public override string ToString() => "offline";
}
