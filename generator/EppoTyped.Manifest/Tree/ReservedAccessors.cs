using EppoTyped.Manifest.Naming;

namespace EppoTyped.Manifest.Tree;

/// <summary>Which accessor names are taken where, and what becomes of a key that asks for one.</summary>
internal static class ReservedAccessors
{
    private const string Suffix = "Flag";

    /// <summary>True for what a flag's own struct has, and a child of the flag therefore cannot be called.</summary>
    public static bool IsTakenByFlag(string name) => ReservedNames.OfFlags.Contains(name, StringComparer.Ordinal);

    /// <summary>The name to use for a wanted one below a group; <paramref name="group"/> is empty at the root.</summary>
    public static string Settle(string wanted, string group, string flagsClass)
    {
        bool taken = ReservedNames.OfObjects.Contains(wanted, StringComparer.Ordinal) || (group.Length == 0
            ? wanted == "For" || wanted == flagsClass || wanted == FlagSetName.Of(flagsClass)
            : string.Equals(wanted, group + Suffix, StringComparison.Ordinal));
        return taken ? wanted + Suffix : wanted;
    }

    /// <summary>A name like the wanted one that nobody has.</summary>
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
