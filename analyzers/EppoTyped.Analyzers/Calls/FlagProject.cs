using EppoTyped.Analyzers.Manifests;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Analyzers.Calls;

/// <summary>A compilation as the rules see it: its manifests, the keys it knows, and a place to ask for calls.</summary>
internal sealed class FlagProject
{
    private readonly List<Action<OperationAnalysisContext, FlagCall>> _onCall = [];
    private readonly Lazy<HashSet<string>> _keys;

    public FlagProject(
        CompilationStartAnalysisContext context,
        RuntimeTypes runtime,
        ProjectManifests? manifests,
        IReadOnlyList<string> referencedKeys)
    {
        (Context, Runtime, Manifests) = (context, runtime, manifests);
        _keys = new(() => new HashSet<string>(
            (manifests?.Flags ?? []).Select(placed => placed.Flag.Key).Concat(referencedKeys),
            StringComparer.Ordinal));
    }

    /// <summary>For what is no call by key; <see cref="OnCall"/> is cheaper for those.</summary>
    public CompilationStartAnalysisContext Context { get; }

    public RuntimeTypes Runtime { get; }

    /// <summary>Null where the project has none and only knows the flags of what it references.</summary>
    public ProjectManifests? Manifests { get; }

    /// <summary>The keys of the project's manifests and of referenced assemblies.</summary>
    public IReadOnlyCollection<string> Keys => _keys.Value;

    public bool IsKnown(string key) => _keys.Value.Contains(key);

    /// <summary>Asks for every string-keyed call, understood once for all rules.</summary>
    public void OnCall(Action<OperationAnalysisContext, FlagCall> look) => _onCall.Add(look);

    /// <summary>Shows an invocation to the rules that asked for calls.</summary>
    public void Show(OperationAnalysisContext context, FlagCall call)
    {
        foreach (Action<OperationAnalysisContext, FlagCall> look in _onCall)
        {
            look(context, call);
        }
    }
}
