namespace EppoTyped;

/// <summary>The result of one fetch.</summary>
public enum ConfigurationFetchStatus
{
    /// <summary>A configuration arrived.</summary>
    Fetched,

    /// <summary>The configuration asked about is still the current one.</summary>
    NotModified,

    /// <summary>Nothing arrived; the client tries again after a while.</summary>
    Failed,

    /// <summary>The credentials were refused; the client tries again, slowly, because keys can be replaced.</summary>
    Unauthorized,
}

/// <summary>What an <see cref="IConfigurationSource"/> returns.</summary>
public sealed class ConfigurationFetch
{
    private ConfigurationFetch(ConfigurationFetchStatus status) => Status = status;

    /// <summary>The configuration asked about is still the current one.</summary>
    public static ConfigurationFetch NotModified { get; } = new(ConfigurationFetchStatus.NotModified);

    /// <summary>Whether a configuration arrived, and if not, why.</summary>
    public ConfigurationFetchStatus Status { get; }

    /// <summary>The configuration that arrived; null for every other status. Its revision is passed to the next fetch.</summary>
    public EppoConfiguration? Configuration => Response is null ? null : EppoConfiguration.Of(Response);

    /// <summary>Why nothing arrived, for people and without secrets; null when something did.</summary>
    public string? Problem { get; private init; }

    /// <summary>How long the source wants to be left alone; the client waits an hour at most.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>True when there is nothing where it was asked for: as with refused credentials, only people can repair that.</summary>
    internal bool IsMisaddressed { get; private init; }

    /// <summary>What arrived, in whichever vendor's format; null for every other status.</summary>
    internal ConfigurationResponse? Response { get; private init; }

    /// <summary>A configuration of flags alone arrived.</summary>
    /// <param name="content">UFC, as JSON in UTF-8. Must not change afterwards.</param>
    /// <param name="revision">A text that identifies this version, such as an ETag; null when there is none.</param>
    /// <param name="fetchedAt">When it was fetched; null for now.</param>
    public static ConfigurationFetch Fetched(ReadOnlyMemory<byte> content, string? revision, DateTimeOffset? fetchedAt = null) =>
        Fetched(new ConfigurationResponse(content) { Revision = revision, FetchedAt = fetchedAt });

    /// <summary>A configuration arrived.</summary>
    /// <param name="configuration">The responses.</param>
    public static ConfigurationFetch Fetched(EppoConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Fetched(configuration.Response);
    }

    /// <summary>Something arrived.</summary>
    internal static ConfigurationFetch Fetched(ConfigurationResponse response) =>
        new(ConfigurationFetchStatus.Fetched) { Response = response };

    /// <summary>Nothing arrived.</summary>
    /// <param name="problem">Why, for people and without secrets.</param>
    /// <param name="retryAfter">How long the source wants to be left alone.</param>
    public static ConfigurationFetch Failed(string problem, TimeSpan? retryAfter = null) =>
        new(ConfigurationFetchStatus.Failed) { Problem = problem, RetryAfter = retryAfter };

    /// <summary>There is nothing where it was asked for.</summary>
    internal static ConfigurationFetch Misaddressed(string problem, TimeSpan? retryAfter) =>
        new(ConfigurationFetchStatus.Failed) { Problem = problem, RetryAfter = retryAfter, IsMisaddressed = true };

    /// <summary>The credentials were refused.</summary>
    /// <param name="problem">What was refused and how to repair it, for people and without secrets.</param>
    /// <param name="retryAfter">How long the source wants to be left alone.</param>
    public static ConfigurationFetch Unauthorized(string problem, TimeSpan? retryAfter = null) =>
        new(ConfigurationFetchStatus.Unauthorized) { Problem = problem, RetryAfter = retryAfter };
}
