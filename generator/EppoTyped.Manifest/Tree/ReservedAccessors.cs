using EppoTyped.Manifest.Naming;

namespace EppoTyped.Manifest.Tree;

/// <summary>The accessor names that are taken, and the names that keys get instead.</summary>
internal static class ReservedAccessors
{
    private const string Suffix = "Flag";

    /// <summary>True for a member of a flag's own struct, whose name a child of the flag cannot have.</summary>
    public static bool IsTakenByFlag(string name) => ReservedNames.OfFlags.Contains(name, StringComparer.Ordinal);

    /// <summary>The name to use instead of a wanted one below a group; <paramref name="group"/> is empty at the root.</summary>
    public static string Resolve(string wanted, string group, string flagsClass)
    {
        bool taken = ReservedNames.OfObjects.Contains(wanted, StringComparer.Ordinal) || (group.Length == 0
            ? wanted == "For" || wanted == flagsClass || wanted == FlagSetName.Of(flagsClass)
            : string.Equals(wanted, group + Suffix, StringComparison.Ordinal));
        return taken ? wanted + Suffix : wanted;
    }

    /// <summary>A name like the wanted one that is not taken.</summary>
    public static string Free(string wanted, Func<string, bool> isTaken)
    {
        string name = wanted + Suffix;
        while (isTaken(name))
        {
            name += Suffix;
        }

        return name;
    }
}
