namespace EppoTyped.Analyzers.Rules;

/// <summary>What a message tells its fix, in <c>Diagnostic.Properties</c>.</summary>
internal static class FixProperties
{
    /// <summary>The text that should stand in place of the marked one: a key, a variation, an attribute, without quotes.</summary>
    public const string Replacement = "replacement";

    /// <summary>The expression that should stand in place of a call's default, as C# writes it.</summary>
    public const string Default = "default";

    /// <summary>
    /// The variations that a switch lacks: this and a number from 0, each as a case label writes it without the enum's name.
    /// </summary>
    public const string Missing = "missing";
}
