namespace EppoTyped.Testing;

/// <summary>
/// Runs a test once for each side (value) of a flag: <c>await BothSides.Of(KillSwitchFlag.Flag).RunAsync(async on => { ... });</c>
/// </summary>
/// <remarks>
/// Each side runs inside an override scope of its own, see <see cref="FlagScope"/>. All sides run before a failure is reported, and the
/// message names each side that failed.
/// </remarks>
public static class BothSides
{
    /// <summary>The sides false and true.</summary>
    /// <exception cref="ArgumentNullException">The flag is null.</exception>
    public static FlagSides<bool> Of(Flag<bool> flag) => new(flag, [false, true]);

    /// <summary>The sides of every variation in the manifest.</summary>
    /// <exception cref="ArgumentNullException">The flag is null.</exception>
    public static FlagSides<T> Of<T>(Flag<T> flag)
        where T : struct, Enum => new(flag, Enum.GetValues<T>());

    /// <summary>The sides of the given values, for flags whose values cannot be listed, or of which only some are tested.</summary>
    public static FlagSides<T> Of<T>(Flag<T> flag, T first, params T[] others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return new(flag, [first, .. others]);
    }
}
