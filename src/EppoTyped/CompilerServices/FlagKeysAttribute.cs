using System.ComponentModel;

namespace EppoTyped.CompilerServices;

/// <summary>
/// The keys of the flags that an assembly declares, for the analyzers of projects that reference it. Written by the generator.
/// </summary>
/// <param name="keys">The flags' keys, in the order of the manifests.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FlagKeysAttribute(params string[] keys) : Attribute
{
    /// <summary>The flags' keys.</summary>
    public IReadOnlyList<string> Keys { get; } = keys;
}
