using System.Collections.Concurrent;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Analyzers.Manifests;
using EppoTyped.Manifest.Plan;
using Microsoft.CodeAnalysis;

namespace EppoTyped.Analyzers.Uses;

/// <summary>
/// Collects the flags that a project uses. It resolves a symbol only for names of accessors and types of flags that are unused so far.
/// </summary>
internal sealed class FlagUses
{
    private const string GeneratorFolder = "EppoTyped.Generator.FlagsGenerator";

    // Methods that evaluate all flags: where one is called, every flag is used.
    private static readonly HashSet<string> EvaluatingAll = new(["EvaluateAll", "GetPrecomputedConfiguration"], StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, bool> _unused;
    private readonly Dictionary<string, string[]> _byAccessor;
    private readonly Dictionary<string, string> _byType = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names;
    private readonly ConcurrentDictionary<SyntaxTree, bool> _visited = new();
    private volatile bool _anyMayBeUsed;

    public FlagUses(ProjectManifests manifests)
    {
        _unused = new(manifests.Flags.Select(placed => new KeyValuePair<string, bool>(placed.Flag.Key, true)), StringComparer.Ordinal);
        _byAccessor = manifests.Flags
            .GroupBy(placed => manifests.AccessorOf(placed.Flag.Key, out _)?.Accessor ?? "", StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(placed => placed.Flag.Key).ToArray(), StringComparer.Ordinal);
        foreach (GeneratedType type in manifests.Names.Types)
        {
            if (type.Flag is { } flag)
            {
                _byType[type.Name] = flag.Key;
            }
        }

        _names = new(_byAccessor.Keys.Concat(_byType.Keys).Concat(EvaluatingAll), StringComparer.Ordinal);
    }

    public bool IsUnused(string key) => !_anyMayBeUsed && _unused.ContainsKey(key);

    /// <summary>Adds the key of a call; null for one that is known only at run time and can be any.</summary>
    public void AddKey(string? key)
    {
        if (key is null)
        {
            _anyMayBeUsed = true;
        }
        else
        {
            _unused.TryRemove(key, out _);
        }
    }

    /// <summary>Adds a literal: a text that equals a flag's key counts as a use of the flag.</summary>
    public void AddLiteral(string text) => _unused.TryRemove(text, out _);

    public void MarkVisited(SyntaxTree tree) => _visited.TryAdd(tree, true);

    /// <summary>True for a name whose symbol must be resolved.</summary>
    public bool MayBeUse(string name) => _names.Contains(name) && !_anyMayBeUsed && (IsStillUnused(name) || EvaluatingAll.Contains(name));

    /// <summary>Adds the symbol of a name.</summary>
    public void AddSymbol(SymbolInfo info, string name)
    {
        foreach (ISymbol symbol in info.Symbol is { } one ? [one] : info.CandidateSymbols)
        {
            switch (symbol)
            {
                case INamedTypeSymbol type when _byType.TryGetValue(type.Name, out string? key) && RuntimeTypes.IsGenerated(type):
                    _unused.TryRemove(key, out _);
                    break;
                case IMethodSymbol { ContainingNamespace.Name: "EppoTyped" } when EvaluatingAll.Contains(name):
                    _anyMayBeUsed = true;
                    break;
                case IPropertySymbol { ContainingType: { } container } property when RuntimeTypes.IsGenerated(container):
                    AddAccessor(property);
                    break;
            }
        }
    }

    /// <summary>Searches the code of other generators (such as Razor pages), by names only, and only while flags are unused.</summary>
    public void AddUnvisited(Compilation compilation, CancellationToken cancellation)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            if (_anyMayBeUsed || _unused.IsEmpty)
            {
                return;
            }

            if (_visited.ContainsKey(tree) || tree.FilePath.Contains(GeneratorFolder))
            {
                continue;
            }

            foreach (SyntaxToken token in tree.GetRoot(cancellation).DescendantTokens())
            {
                AddName(token.ValueText);
            }
        }
    }

    private bool IsStillUnused(string name) =>
        (_byType.TryGetValue(name, out string? key) && _unused.ContainsKey(key))
            || (_byAccessor.TryGetValue(name, out string[]? keys) && keys.Any(_unused.ContainsKey));

    private void AddName(string name)
    {
        _unused.TryRemove(name, out _);
        if (_byType.TryGetValue(name, out string? key))
        {
            _unused.TryRemove(key, out _);
        }

        foreach (string accessed in _byAccessor.TryGetValue(name, out string[]? keys) ? keys : [])
        {
            _unused.TryRemove(accessed, out _);
        }

        if (EvaluatingAll.Contains(name))
        {
            _anyMayBeUsed = true;
        }
    }

    /// <summary>
    /// The type of the accessor determines the flag. A surface of one subject returns a struct of the runtime, for which only the
    /// accessor's name is known.
    /// </summary>
    private void AddAccessor(IPropertySymbol property)
    {
        if (_byType.TryGetValue(property.Type.Name, out string? key))
        {
            _unused.TryRemove(key, out _);
        }
        else if (_byAccessor.TryGetValue(property.Name, out string[]? keys) && RuntimeTypes.IsBoundFlag(property.Type))
        {
            Array.ForEach(keys, used => _unused.TryRemove(used, out _));
        }
    }
}
