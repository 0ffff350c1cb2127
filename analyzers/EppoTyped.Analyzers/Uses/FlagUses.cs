using System.Collections.Concurrent;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Analyzers.Manifests;
using EppoTyped.Manifest.Plan;
using Microsoft.CodeAnalysis;

namespace EppoTyped.Analyzers.Uses;

/// <summary>
/// Collects which flags a project uses. Asks for a symbol only where a name is that of an accessor or a type of a flag still unused.
/// </summary>
internal sealed class FlagUses
{
    private const string GeneratorFolder = "EppoTyped.Generator.FlagsGenerator";

    // What gives every flag at once, by whatever key: after it nothing can be called unused.
    private static readonly HashSet<string> AskingAll = new(["EvaluateAll", "GetPrecomputedConfiguration"], StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, bool> _unused;
    private readonly Dictionary<string, string[]> _byAccessor;
    private readonly Dictionary<string, string> _byType = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names;
    private readonly ConcurrentDictionary<SyntaxTree, bool> _seen = new();
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

        _names = new(_byAccessor.Keys.Concat(_byType.Keys).Concat(AskingAll), StringComparer.Ordinal);
    }

    public bool IsUnused(string key) => !_anyMayBeUsed && _unused.ContainsKey(key);

    /// <summary>A key that a call names; null is one that only the run knows, and may be any.</summary>
    public void NoteKey(string? key)
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

    /// <summary>A text that is a flag's key is taken for it, wherever it stands.</summary>
    public void NoteLiteral(string text) => _unused.TryRemove(text, out _);

    public void NoteSeen(SyntaxTree tree) => _seen.TryAdd(tree, true);

    /// <summary>True when a name is worth asking what it means.</summary>
    public bool MayBeUse(string name) => _names.Contains(name) && !_anyMayBeUsed && (IsStillUnused(name) || AskingAll.Contains(name));

    /// <summary>Notes what a name means.</summary>
    public void NoteSymbol(SymbolInfo info, string name)
    {
        foreach (ISymbol symbol in info.Symbol is { } one ? [one] : info.CandidateSymbols)
        {
            switch (symbol)
            {
                case INamedTypeSymbol type when _byType.TryGetValue(type.Name, out string? key) && RuntimeTypes.IsGenerated(type):
                    _unused.TryRemove(key, out _);
                    break;
                case IMethodSymbol { ContainingNamespace.Name: "EppoTyped" } when AskingAll.Contains(name):
                    _anyMayBeUsed = true;
                    break;
                case IPropertySymbol { ContainingType: { } container } property when RuntimeTypes.IsGenerated(container):
                    NoteAccessor(property);
                    break;
            }
        }
    }

    /// <summary>
    /// Looks through what other generators wrote (Razor's pages, say): by name alone, and only while something seems unused.
    /// </summary>
    public void NoteUnseen(Compilation compilation, CancellationToken cancellation)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            if (_anyMayBeUsed || _unused.IsEmpty)
            {
                return;
            }

            if (_seen.ContainsKey(tree) || tree.FilePath.Contains(GeneratorFolder))
            {
                continue;
            }

            foreach (SyntaxToken token in tree.GetRoot(cancellation).DescendantTokens())
            {
                NoteName(token.ValueText);
            }
        }
    }

    private bool IsStillUnused(string name) =>
        (_byType.TryGetValue(name, out string? key) && _unused.ContainsKey(key))
            || (_byAccessor.TryGetValue(name, out string[]? keys) && keys.Any(_unused.ContainsKey));

    private void NoteName(string name)
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

        if (AskingAll.Contains(name))
        {
            _anyMayBeUsed = true;
        }
    }

    /// <summary>
    /// The struct it gives names the flag; a surface bound to a subject gives the runtime's own, and then the accessor's name must do.
    /// </summary>
    private void NoteAccessor(IPropertySymbol property)
    {
        if (_byType.TryGetValue(property.Type.Name, out string? key))
        {
            _unused.TryRemove(key, out _);
        }
        else if (_byAccessor.TryGetValue(property.Name, out string[]? keys) && property.Type.ContainingNamespace?.Name == "EppoTyped")
        {
            Array.ForEach(keys, used => _unused.TryRemove(used, out _));
        }
    }
}
