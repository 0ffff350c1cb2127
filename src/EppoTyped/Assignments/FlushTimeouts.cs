namespace EppoTyped;

/// <summary>How long a flush may be waited for.</summary>
internal static class FlushTimeouts
{
    public static void Check(TimeSpan timeout)
    {
        if (timeout < TimeSpan.Zero || timeout > TimeSpan.FromDays(1))
        {
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "The time to wait for a flush must be between zero and 1 day.");
        }
    }
}
