using EppoTyped.Manifest.Model;

namespace EppoTyped.CodeFixes.Manifests;

/// <summary>A flag to be written into a manifest.</summary>
/// <param name="Key">Its key on the wire.</param>
/// <param name="Type">What it answers.</param>
/// <param name="DefaultJson">Its default as JSON.</param>
internal sealed record NewFlag(string Key, FlagType Type, string DefaultJson)
{
    /// <summary>OpenFeature's word for the type.</summary>
    public string TypeWord => Type switch
    {
        FlagType.Boolean => "boolean",
        FlagType.Integer => "integer",
        FlagType.Float => "float",
        FlagType.Object => "object",
        _ => "string",
    };
}
