using System.Text;

namespace EppoTyped;

/// <summary>One configuration that never changes: tests, and applications without a network.</summary>
/// <param name="json">The configuration (UFC), as JSON.</param>
public sealed class StringConfigurationSource(string json) : IConfigurationSource
{
    private const string OnlyRevision = "1";
    private readonly byte[] _content = Encoding.UTF8.GetBytes(json ?? throw new ArgumentNullException(nameof(json)));

    /// <inheritdoc/>
    public ValueTask<ConfigurationFetch> FetchAsync(string? revision, CancellationToken cancellationToken) =>
        new(revision == OnlyRevision ? ConfigurationFetch.NotModified : ConfigurationFetch.Fetched(_content, OnlyRevision));

    /// <summary>What kind it is; not the configuration.</summary>
    public override string ToString() => "a configuration in memory";
}
