namespace EppoTyped.Testing;

/// <summary>Runs a test once for every side of a flag: <c>await BothSides.Of(KillSwitchFlag.Flag).RunAsync(async on => { ... });</c></summary>
/// <remarks>
/// Each side runs inside an override scope of its own (see <see cref="FlagScope"/>). All sides are run before a failure is reported, and the
/// report names each that failed.
/// </remarks>
public static class BothSides
{
    /// <summary>Off and on.</summary>
    public static FlagSides<bool> Of(Flag<bool> flag) => new(flag, [false, true]);

    /// <summary>Every variation of the manifest.</summary>
    public static FlagSides<T> Of<T>(Flag<T> flag)
        where T : struct, Enum => new(flag, Enum.GetValues<T>());

    /// <summary>The values named here, for flags whose values cannot be listed, or that are to be tried with some only.</summary>
    public static FlagSides<T> Of<T>(Flag<T> flag, T first, params T[] others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return new(flag, [first, .. others]);
    }
}
