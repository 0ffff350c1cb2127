namespace EppoTyped.Manifest.Naming;

/// <summary>The name of the injectable class beside the static one.</summary>
public static class FlagSetName
{
    /// <summary><c>FlagSet</c> for <c>Flags</c>, <c>ShopFlagsSet</c> for <c>ShopFlags</c>.</summary>
    /// <param name="facade">The name of the static class.</param>
    public static string Of(string facade) => facade == "Flags" ? "FlagSet" : facade + "Set";
}
