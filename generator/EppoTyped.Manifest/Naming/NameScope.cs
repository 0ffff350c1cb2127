namespace EppoTyped.Manifest;

/// <summary>A place where every name stands once. Settles clashes the same way every time, so that equal manifests give equal names.</summary>
public sealed class NameScope
{
    /// <summary>What every C# type has already: a member of one of these names hides it or does not compile.</summary>
    public static IReadOnlyList<string> OfObjects { get; } = ["Equals", "GetHashCode", "ToString", "GetType", "MemberwiseClone", "Finalize", "ReferenceEquals"];

    /// <summary>What a record has beyond that.</summary>
    public static IReadOnlyList<string> OfRecords { get; } = [.. OfObjects, "Clone", "PrintMembers", "EqualityContract", "Deconstruct"];

    /// <summary>What the struct of a flag has: no flag below it can be called so.</summary>
    public static IReadOnlyList<string> OfFlags { get; } = ["Variant", "Value", "IsEnabled", "Action", "Details", "Key", "Default", "Flag"];

    /// <summary>The aliases of written files that stand without <c>::</c>, so that a name of the manifest's choosing could come between.</summary>
    public static IReadOnlyList<string> OfFiles { get; } = ["EppoV1__", "Generated__", "NotCovered__"];

    /// <summary>What the record of an object flag has beyond that.</summary>
    public const string ReaderOfObjects = "Read";

    private readonly HashSet<string> _taken;

    /// <summary>A scope in which some names are taken from the start.</summary>
    public NameScope(params IEnumerable<string> taken) => _taken = new HashSet<string>(taken, StringComparer.Ordinal);

    /// <summary>Takes the name; where that is taken the name with the suffix, and then with the first number that is free.</summary>
    public string Take(string name, string suffix = "") => _taken.Add(name) ? name : TakeAll(name, suffix, static candidate => [candidate]);

    /// <summary>Takes the name of an enum and with it the plural of its companion class.</summary>
    public string TakeWithPlural(string name) => TakeAll(name, "", static candidate => [candidate, PluralOf(candidate)]);

    /// <summary>The class beside an enum: <c>CheckoutVariant</c> has <c>CheckoutVariants</c>.</summary>
    public static string PluralOf(string enumName) => enumName + "s";

    private string TakeAll(string name, string suffix, Func<string, string[]> needed)
    {
        string candidate = name;
        for (int number = 1; needed(candidate).Any(_taken.Contains); number++)
            candidate = number == 1 ? name + suffix : name + suffix + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _taken.UnionWith(needed(candidate));
        return candidate;
    }
}
