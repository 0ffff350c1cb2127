namespace EppoTyped;

/// <summary>
/// Lets the first caller through, and no other until it is reset: for what the log must hold once. Safe for any number of threads.
/// </summary>
/// <remarks>A mutable struct: a <c>readonly</c> field of it would hand out copies, and let everybody through.</remarks>
internal struct Once
{
    private int _entered;

    /// <summary>Returns true to the first caller, and to the first one after <see cref="Reset"/>. The others only read.</summary>
    public bool TryEnter() => Volatile.Read(ref _entered) == 0 && Interlocked.Exchange(ref _entered, 1) == 0;

    /// <summary>Lets one caller through again.</summary>
    /// <returns>True when one was let through since the last time.</returns>
    public bool Reset() => Volatile.Read(ref _entered) != 0 && Interlocked.Exchange(ref _entered, 0) != 0;
}
