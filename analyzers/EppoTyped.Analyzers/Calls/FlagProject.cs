using EppoTyped.Analyzers.Manifests;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Analyzers.Calls;

/// <summary>A compilation for the rules: its manifests, its known keys, and the registration for string-keyed calls.</summary>
internal sealed class FlagProject
{
    private readonly List<Action<OperationAnalysisContext, FlagCall>> _callActions = [];
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

    /// <summary>To register for anything but string-keyed calls, for which <see cref="RegisterCallAction"/> is cheaper.</summary>
    public CompilationStartAnalysisContext Context { get; }

    public RuntimeTypes Runtime { get; }

    /// <summary>Null where the project has no manifest and only knows the flags of its references.</summary>
    public ProjectManifests? Manifests { get; }

    /// <summary>The keys of the project's manifests and of referenced assemblies.</summary>
    public IReadOnlyCollection<string> Keys => _keys.Value;

    public bool IsKnown(string key) => _keys.Value.Contains(key);

    /// <summary>Registers an action for every string-keyed call, which is read once for all rules.</summary>
    public void RegisterCallAction(Action<OperationAnalysisContext, FlagCall> action) => _callActions.Add(action);

    /// <summary>Runs the registered actions for a call.</summary>
    public void AnalyzeCall(OperationAnalysisContext context, FlagCall call)
    {
        foreach (Action<OperationAnalysisContext, FlagCall> action in _callActions)
        {
            action(context, call);
        }
    }
}
