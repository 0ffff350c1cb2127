namespace EppoTyped.Amplitude;

/// <summary>The clients of the process by key and instance name.</summary>
internal sealed class ClientRegistry<TClient>
    where TClient : class
{
    private readonly Dictionary<(string Key, string Instance), TClient> _clients = [];

    /// <summary>The client of a key; created under a lock if there is none, so that two callers never create two.</summary>
    /// <param name="key">The key; white space around it is ignored.</param>
    /// <param name="instance">The instance name; null for the empty one.</param>
    /// <param name="make">
    /// Creates the client, which must call the given action when it is disposed. If it throws, nothing is stored.
    /// </param>
    public TClient GetOrAdd(string key, string? instance, Func<Action, TClient> make)
    {
        (string, string) place = (key?.Trim() ?? "", instance ?? "");
        lock (_clients)
        {
            if (!_clients.TryGetValue(place, out TClient? client))
            {
                client = make(() => Forget(place));
                _clients.Add(place, client);
            }

            return client;
        }
    }

    private void Forget((string Key, string Instance) place)
    {
        lock (_clients)
        {
            _clients.Remove(place);
        }
    }
}
