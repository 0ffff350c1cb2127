using EppoTyped.Analyzers.Manifests;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Plan;

namespace EppoTyped.Analyzers.Calls;

/// <summary>The generated accessor for the flag of a string-keyed call, with the parts of a typed call.</summary>
/// <param name="Names">The accessor's names.</param>
/// <param name="Path">Its path from the static class: <c>Checkout.ExpressPay</c>.</param>
/// <param name="Method">The method that corresponds to that of the call.</param>
/// <param name="Subject">The subject it takes; null for any.</param>
internal sealed record TypedAccessor(AccessorNames Names, string Path, string Method, SubjectNames? Subject)
{
    /// <summary>
    /// The accessor for a call; null where there is none, or where the flag is deprecated, so that its calls should not be moved.
    /// </summary>
    public static TypedAccessor? Of(FlagCall call, ProjectManifests manifests)
    {
        // A key that is the default of a parameter can be another one in the next call.
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
