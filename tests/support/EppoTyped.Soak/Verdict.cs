namespace EppoTyped.Soak;

/// <summary>What was wrong: the first few, and how many.</summary>
internal sealed class Verdict
{
    private const int Most = 10;

    private readonly List<string> _first = [];
    private int _count;

    public bool IsGood => Volatile.Read(ref _count) == 0;

    public void Blame(string what)
    {
        lock (_first)
        {
            _count++;
            if (_first.Count < Most)
            {
                _first.Add(what);
            }
        }
    }

    public override string ToString()
    {
        lock (_first)
        {
            return $"{_count} wrong: {string.Join("; ", _first)}";
        }
    }
}
