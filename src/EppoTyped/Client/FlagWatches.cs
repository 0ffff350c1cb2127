namespace EppoTyped;

/// <summary>Who wants to hear of changed flags. Signalling is a loop over an array; the looking is done elsewhere.</summary>
internal sealed class FlagWatches
{
    private readonly object _changing = new();
    private volatile FlagWatch[] _watches = [];

    public void Add(FlagWatch watch)
    {
        lock (_changing)
        {
            _watches = [.. _watches, watch];
        }
    }

    public void Remove(FlagWatch watch)
    {
        lock (_changing)
        {
            _watches = [.. _watches.Where(other => other != watch)];
        }
    }

    public void Signal()
    {
        foreach (FlagWatch watch in _watches)
        {
            watch.Signal();
        }
    }
}
