using System.Security.Cryptography;
using System.Text;

namespace EppoTyped;

/// <summary>One configuration that never changes: tests, and applications without a network.</summary>
/// <param name="json">The configuration (UFC), as JSON.</param>
public sealed class StringConfigurationSource(string json) : IConfigurationSource
{
    private readonly byte[] _content = Encoding.UTF8.GetBytes(json ?? throw new ArgumentNullException(nameof(json)));
    private string? _revision;

    /// <inheritdoc/>
    public ValueTask<ConfigurationFetch> FetchAsync(string? revision, CancellationToken cancellationToken)
    {
        // By content: a revision may come back from a file that another text was kept in.
        _revision ??= Convert.ToHexString(SHA256.HashData(_content));
        return new(revision == _revision ? ConfigurationFetch.NotModified : ConfigurationFetch.Fetched(_content, _revision));
    }

    /// <summary>What kind it is; not the configuration.</summary>
    public override string ToString() => "a configuration in memory";
}
