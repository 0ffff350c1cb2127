namespace EppoTyped.Manifest.Naming;

/// <summary>Names that generated types already have, so that no name from a manifest may take them.</summary>
public static class ReservedNames
{
    /// <summary>The method of an object flag's record that reads it from JSON.</summary>
    public const string ReadMethod = "Read";

    /// <summary>What every C# type has: a member of one of these names hides it or does not compile.</summary>
    public static IReadOnlyList<string> OfObjects { get; } =
        ["Equals", "GetHashCode", "ToString", "GetType", "MemberwiseClone", "Finalize", "ReferenceEquals"];

    /// <summary>What every record has.</summary>
    public static IReadOnlyList<string> OfRecords { get; } = [.. OfObjects, "Clone", "PrintMembers", "EqualityContract", "Deconstruct"];

    /// <summary>What the struct of a flag has: no flag below it can have one of these names.</summary>
    public static IReadOnlyList<string> OfFlags { get; } = ["Variant", "Value", "IsEnabled", "Action", "Details", "Key", "Default", "Flag"];

    /// <summary>
    /// The aliases of generated files that are written without <c>::</c>, so that a name from a manifest could hide them.
    /// </summary>
    public static IReadOnlyList<string> OfAliases { get; } = ["EppoV1__", "Generated__", "NotCovered__"];
}
