namespace EppoTyped.Analyzers;

/// <summary>What a message tells its fix, in <c>Diagnostic.Properties</c>.</summary>
internal static class FixProperties
{
    /// <summary>The text that should stand in place of the marked one: a key, a variation, an attribute, without quotes.</summary>
    public const string Replacement = "replacement";
}
