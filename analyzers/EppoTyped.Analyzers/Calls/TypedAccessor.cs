using EppoTyped.Analyzers.Manifests;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Plan;

namespace EppoTyped.Analyzers.Calls;

/// <summary>What the generator wrote for the flag of a string-keyed call: how a typed call of it is spelt.</summary>
/// <param name="Names">The accessor's names.</param>
/// <param name="Path">How it is reached from the class of all flags: <c>Checkout.ExpressPay</c>.</param>
/// <param name="Method">The method that answers as the call does.</param>
/// <param name="Subject">The subject it takes; null when any will do.</param>
internal sealed record TypedAccessor(AccessorNames Names, string Path, string Method, SubjectNames? Subject)
{
    /// <summary>
    /// The accessor that answers a call; null where none does, or where the flag should go instead of its calls being moved.
    /// </summary>
    public static TypedAccessor? Of(FlagCall call, ProjectManifests manifests)
    {
        // A key that is only a parameter's default may be another one in the next call.
        if (call.Flag is not { Deprecated: null } flag || call.Key is not { IsParameterDefault: false } || call.Method.Type != flag.Type)
        {
            return null;
        }

        if (manifests.AccessorOf(flag.Key, out string path) is not { } names || MethodOf(call.Method, flag, names) is not { } method)
        {
            return null;
        }

        return new TypedAccessor(names, path, method, manifests.SubjectOf(flag));
    }

    private static string? MethodOf(FlagCallMethod asked, FlagDefinition flag, AccessorNames names) => asked.Kind switch
    {
        FlagCallKind.Bandit when flag.Bandit is not null => asked.IsDetails ? "ActionDetails" : "Action",
        FlagCallKind.Assignment when asked.IsDetails => "Details",
        FlagCallKind.Assignment => flag.Type == FlagType.Boolean ? "IsEnabled" : names.Enum is null ? "Value" : "Variant",
        _ => null,
    };
}
