namespace EppoTyped.Soak;

/// <summary>An assignment logger that throws now and then, and blocks now and then, and keeps its own books.</summary>
internal sealed class MoodyLogger(int seed) : IAssignmentLogger
{
    private readonly Random _random = new(seed);
    private long _taken;
    private long _refused;

    public long Taken => Interlocked.Read(ref _taken);

    public long Refused => Interlocked.Read(ref _refused);

    public void LogAssignment(AssignmentEvent assignment)
    {
        int mood;
        lock (_random)
        {
            mood = _random.Next(1000);
        }

        if (mood < 5)
        {
            Thread.Sleep(100);
        }

        if (mood is > 0 and < 30)
        {
            Interlocked.Increment(ref _refused);
            throw new InvalidOperationException("Not now.");
        }

        Interlocked.Increment(ref _taken);
    }
}
