namespace EppoTyped.Amplitude;

/// <summary>The clients of a process by key and name.</summary>
internal sealed class ClientRegistry<TClient>
    where TClient : class
{
    private readonly Dictionary<(string Key, string Instance), TClient> _clients = [];

    /// <summary>The client of a key; made where there is none, under a lock, so that two callers never make two.</summary>
    /// <param name="key">The key, with white space around it or without.</param>
    /// <param name="instance">The name; null is the empty one.</param>
    /// <param name="make">Makes the client, and has it call what it is handed when it is disposed. May throw, which leaves nothing.</param>
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
