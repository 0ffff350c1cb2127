namespace EppoTyped.Analyzers.Rules;

/// <summary>The properties of a diagnostic that its fix reads.</summary>
internal static class FixProperties
{
    /// <summary>The text that should replace the marked one: a key, a variation or an attribute, without quotes.</summary>
    public const string Replacement = "replacement";

    /// <summary>The C# expression that should replace the default of a call.</summary>
    public const string Default = "default";

    /// <summary>
    /// The variations that a switch does not handle: this name and a number from 0, each as in a case label without the enum's name.
    /// </summary>
    public const string Missing = "missing";
}
