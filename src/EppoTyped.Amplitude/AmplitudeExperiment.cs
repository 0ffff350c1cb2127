namespace EppoTyped.Amplitude;

/// <summary>
/// Keeps one client for each deployment in the process, for code that has no other place for it. The constructors of the clients create any
/// number of them.
/// </summary>
/// <remarks>
/// The first call for a key creates the client; later calls return the same one and ignore their options. A disposed client is forgotten,
/// and the next call creates a new one.
/// </remarks>
public static class AmplitudeExperiment
{
    private static readonly ClientRegistry<AmplitudeRemoteClient> RemoteClients = new();
    private static readonly ClientRegistry<AmplitudeLocalClient> LocalClients = new();

    /// <summary>Returns the process's client for remote evaluation of a deployment.</summary>
    /// <param name="deploymentKey">The key of the deployment.</param>
    /// <param name="options">
    /// The options; null for the defaults. <see cref="AmplitudeRemoteOptions.InstanceName"/> distinguishes clients of one key.
    /// </param>
    /// <exception cref="ArgumentException">The key is empty, or an option is wrong; the message names it and the correction.</exception>
    public static AmplitudeRemoteClient InitializeRemote(string deploymentKey, AmplitudeRemoteOptions? options = null) =>
        RemoteClients.GetOrAdd(deploymentKey, options?.InstanceName, forget =>
        {
            AmplitudeRemoteClient client = new(deploymentKey, options);
            client.Disposed = forget;
            return client;
        });

    /// <summary>
    /// Returns the process's client for local evaluation of a deployment. Start it with <see cref="AmplitudeLocalClient.StartAsync"/>,
    /// which may be called more than once.
    /// </summary>
    /// <param name="deploymentKey">The key of a server deployment.</param>
    /// <param name="options">
    /// The options; null for the defaults. <see cref="AmplitudeLocalOptions.InstanceName"/> distinguishes clients of one key.
    /// </param>
    /// <exception cref="ArgumentException">The key is empty, or an option is wrong; the message names it and the correction.</exception>
    public static AmplitudeLocalClient InitializeLocal(string deploymentKey, AmplitudeLocalOptions? options = null) =>
        LocalClients.GetOrAdd(deploymentKey, options?.InstanceName, forget =>
        {
            AmplitudeLocalClient client = new(deploymentKey, options);
            client.Disposed = forget;
            return client;
        });
}
