using EppoTyped.Manifest.Model;

namespace EppoTyped.CodeFixes.Manifests;

/// <summary>A flag that is added to a manifest.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Type">What it answers.</param>
/// <param name="DefaultJson">Its default as JSON.</param>
internal sealed record NewFlag(string Key, FlagType Type, string DefaultJson)
{
    /// <summary>OpenFeature's name of the type.</summary>
    public string TypeWord => Type switch
    {
        FlagType.Boolean => "boolean",
        FlagType.Integer => "integer",
        FlagType.Float => "float",
        FlagType.Object => "object",
        _ => "string",
    };
}
