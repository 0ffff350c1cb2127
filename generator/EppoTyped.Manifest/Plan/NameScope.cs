namespace EppoTyped.Manifest.Plan;

/// <summary>A scope in which names are unique. It resolves clashes deterministically, so that equal manifests give equal names.</summary>
public sealed class NameScope
{
    private readonly HashSet<string> _taken;

    /// <summary>A scope in which some names are taken from the start.</summary>
    public NameScope(params IEnumerable<string> taken) => _taken = new HashSet<string>(taken, StringComparer.Ordinal);

    /// <summary>Takes the name; where it is taken, the name with the suffix, and then with the first free number.</summary>
    public string Take(string name, string suffix = "") => _taken.Add(name) ? name : TakeAll(name, suffix, static candidate => [candidate]);

    /// <summary>Takes the name of an enum and with it the plural of its companion class.</summary>
    public string TakeWithPlural(string name) => TakeAll(name, "", static candidate => [candidate, PluralOf(candidate)]);

    /// <summary>The class beside an enum: <c>CheckoutVariant</c> has <c>CheckoutVariants</c>.</summary>
    public static string PluralOf(string enumName) => enumName + "s";

    private string TakeAll(string name, string suffix, Func<string, string[]> needed)
    {
        string candidate = name;
        for (int number = 1; needed(candidate).Any(_taken.Contains); number++)
        {
            candidate = number == 1 ? name + suffix : name + suffix + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        _taken.UnionWith(needed(candidate));
        return candidate;
    }
}
