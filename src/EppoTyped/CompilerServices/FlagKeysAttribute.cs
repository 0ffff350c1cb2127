using System.ComponentModel;

namespace EppoTyped.CompilerServices;

/// <summary>The keys of the flags an assembly declares, so that a project that references it knows them too. Written by the generator.</summary>
/// <param name="keys">The keys on the wire, in the order of the manifests.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FlagKeysAttribute(params string[] keys) : Attribute
{
    /// <summary>The keys on the wire.</summary>
    public IReadOnlyList<string> Keys { get; } = keys;
}
