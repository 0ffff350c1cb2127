namespace EppoTyped.Manifest.Tree;

/// <summary>Which accessor names are taken where, and what becomes of a key that asks for one.</summary>
internal static class AccessorNames
{
    private const string Suffix = "Flag";

    // What every class and struct has; a member of that name would hide it.
    private static readonly HashSet<string> OfObject = new(StringComparer.Ordinal)
    {
        "Equals", "GetHashCode", "ToString", "GetType", "ReferenceEquals", "MemberwiseClone", "Finalize",
    };

    private static readonly HashSet<string> OfFlag = new(StringComparer.Ordinal)
    {
        "Variant", "Value", "IsEnabled", "Action", "Details", "Key", "Default", "Flag",
    };

    /// <summary>True for what a flag's own struct has, and a child of the flag therefore cannot be called.</summary>
    public static bool IsTakenByFlag(string name) => OfFlag.Contains(name);

    /// <summary>The name to use for a wanted one below a group; <paramref name="group"/> is empty at the root.</summary>
    public static string Settle(string wanted, string group, string flagsClass)
    {
        bool taken = OfObject.Contains(wanted) || (group.Length == 0
            ? wanted is "For" or "FlagSet" || string.Equals(wanted, flagsClass, StringComparison.Ordinal)
            : string.Equals(wanted, group + Suffix, StringComparison.Ordinal));
        return taken ? wanted + Suffix : wanted;
    }

    /// <summary>A name like the wanted one that nobody has.</summary>
    public static string Free(string wanted, Func<string, bool> isTaken)
    {
        string name = wanted + Suffix;
        while (isTaken(name))
            name += Suffix;
        return name;
    }
}
