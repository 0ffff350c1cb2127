using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;

namespace EppoTyped.Analyzers.Calls;

/// <summary>A string-keyed method of the runtime.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="Type">The type that the flag must have; null for any.</param>
/// <param name="Kind">The kind of method.</param>
/// <param name="IsDetails">True when it returns details.</param>
/// <param name="IsText">True when it returns JSON as text.</param>
internal sealed record FlagCallMethod(string Name, FlagType? Type, FlagCallKind Kind, bool IsDetails = false, bool IsText = false)
{
    private const string Details = "Details";

    private static readonly Dictionary<string, FlagCallMethod> Client = new FlagCallMethod[]
    {
        new("GetStringAssignment", FlagType.String, FlagCallKind.Assignment),
        new("GetBooleanAssignment", FlagType.Boolean, FlagCallKind.Assignment),
        new("GetIntegerAssignment", FlagType.Integer, FlagCallKind.Assignment),
        new("GetNumericAssignment", FlagType.Float, FlagCallKind.Assignment),
        new("GetJsonAssignment", FlagType.Object, FlagCallKind.Assignment),
        new("GetJsonStringAssignment", FlagType.Object, FlagCallKind.Assignment, IsText: true),
        new("GetBanditAction", FlagType.String, FlagCallKind.Bandit),
        new("GetBestAction", FlagType.String, FlagCallKind.BestAction),
    }
        .SelectMany(method => new[] { method, method with { Name = method.Name + Details, IsDetails = true } })
        .ToDictionary(method => method.Name, StringComparer.Ordinal);

    private static readonly Dictionary<string, FlagCallMethod> Legacy = new FlagCallMethod[]
    {
        new("GetAssignment", null, FlagCallKind.Legacy),
        new("Assign", null, FlagCallKind.Legacy),
        new("FindStringAssignment", FlagType.String, FlagCallKind.Legacy),
        new("FindBooleanAssignment", FlagType.Boolean, FlagCallKind.Legacy),
        new("FindIntegerAssignment", FlagType.Integer, FlagCallKind.Legacy),
        new("FindNumericAssignment", FlagType.Float, FlagCallKind.Legacy),
        new("FindJsonAssignment", FlagType.Object, FlagCallKind.Legacy),
        new("FindJsonStringAssignment", FlagType.Object, FlagCallKind.Legacy, IsText: true),
    }.ToDictionary(method => method.Name, StringComparer.Ordinal);

    private static readonly FlagCallMethod OverrideByKey = new("Set", null, FlagCallKind.Override);

    /// <summary>The method; null for any other.</summary>
    public static FlagCallMethod? Of(IMethodSymbol method, RuntimeTypes runtime)
    {
        // The name is compared first, because this runs for every invocation of the project.
        if (Client.TryGetValue(method.Name, out FlagCallMethod? known) && runtime.IsKeyedClient(method.ContainingType))
        {
            return known;
        }

        if (Legacy.TryGetValue(method.Name, out known) && Is(method.ContainingType, runtime.LegacyClient))
        {
            return known;
        }

        return method.Name == OverrideByKey.Name && Is(method.ContainingType, runtime.FlagOverrides) ? OverrideByKey : null;
    }

    private static bool Is(INamedTypeSymbol type, INamedTypeSymbol? wanted) => SymbolEqualityComparer.Default.Equals(type, wanted);
}

/// <summary>The kinds of string-keyed methods.</summary>
internal enum FlagCallKind
{
    /// <summary>Flag, subject, attributes, default.</summary>
    Assignment,

    /// <summary>Flag, subject, attributes, actions, default.</summary>
    Bandit,

    /// <summary>Flag, attributes, actions, default; no subject and no log.</summary>
    BestAction,

    /// <summary>The older API, which returns null where nothing is assigned.</summary>
    Legacy,

    /// <summary>An override by key.</summary>
    Override,
}
