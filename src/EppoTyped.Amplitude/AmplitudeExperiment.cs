namespace EppoTyped.Amplitude;

/// <summary>One client per deployment for the whole process, for code that has no other place to keep it. The constructors of the clients make as many as are wanted.</summary>
/// <remarks>The first call for a key makes the client; later ones get the same, and their options are ignored. A client that is disposed is forgotten, and the next call makes a new one.</remarks>
public static class AmplitudeExperiment
{
    private static readonly ClientRegistry<AmplitudeRemoteClient> RemoteClients = new();
    private static readonly ClientRegistry<AmplitudeLocalClient> LocalClients = new();

    /// <summary>The process's client that lets Amplitude evaluate.</summary>
    /// <param name="deploymentKey">The key of the deployment.</param>
    /// <param name="options">How it asks; null for the defaults. <see cref="AmplitudeRemoteOptions.InstanceName"/> tells several of one key apart.</param>
    /// <exception cref="ArgumentException">The key is empty, or an option is wrong; the message names it, and how to mend it.</exception>
    public static AmplitudeRemoteClient InitializeRemote(string deploymentKey, AmplitudeRemoteOptions? options = null) => RemoteClients.GetOrAdd(
        deploymentKey,
        options?.InstanceName,
        forget =>
        {
            AmplitudeRemoteClient client = new(deploymentKey, options);
            client.Disposed = forget;
            return client;
        });

    /// <summary>The process's client that evaluates here; start it with <see cref="AmplitudeLocalClient.StartAsync"/>, which is harmless twice.</summary>
    /// <param name="deploymentKey">The key of a server deployment.</param>
    /// <param name="options">How it lives; null for the defaults. <see cref="AmplitudeLocalOptions.InstanceName"/> tells several of one key apart.</param>
    /// <exception cref="ArgumentException">The key is empty, or an option is wrong; the message names it, and how to mend it.</exception>
    public static AmplitudeLocalClient InitializeLocal(string deploymentKey, AmplitudeLocalOptions? options = null) => LocalClients.GetOrAdd(
        deploymentKey,
        options?.InstanceName,
        forget =>
        {
            AmplitudeLocalClient client = new(deploymentKey, options);
            client.Disposed = forget;
            return client;
        });
}
