using System.Security.Cryptography;

namespace EppoTyped;

/// <summary>A file that holds the configuration (UFC), read again at every poll and taken when its content has changed.</summary>
/// <remarks>Told by content: a file rewritten within one tick of the file system's clock, or swapped behind a link, is seen too.</remarks>
/// <param name="path">The file; a relative path is taken from the current directory, once.</param>
public sealed class FileConfigurationSource(string path) : IConfigurationSource
{
    private readonly string _path = Path.GetFullPath(path);

    /// <inheritdoc/>
    public async ValueTask<ConfigurationFetch> FetchAsync(string? revision, CancellationToken cancellationToken)
    {
        try
        {
            byte[] content = await File.ReadAllBytesAsync(_path, cancellationToken).ConfigureAwait(false);
            string current = Convert.ToHexString(SHA256.HashData(content));
            return current == revision ? ConfigurationFetch.NotModified : ConfigurationFetch.Fetched(content, current);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return ConfigurationFetch.Failed($"The file {_path} does not exist.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ConfigurationFetch.Failed($"The file {_path} cannot be read: {exception.Message}");
        }
    }

    /// <summary>The file's path.</summary>
    public override string ToString() => _path;
}
