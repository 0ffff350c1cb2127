using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Naming;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Tree;

/// <summary>Arranges flags as the tree of accessors below the static class.</summary>
internal sealed class AccessorTree(string flagsClass, SetFindings findings)
{
    private readonly Node _root = new("");
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public AccessorGroup Build(IReadOnlyList<PlacedFlag> flags)
    {
        // The name of a flag is also the name of the group of its children, in whatever files they are.
        foreach (PlacedFlag placed in flags)
        {
            if (placed.Flag.Name is not { } name)
            {
                continue;
            }

            IReadOnlyList<string> segments = KeySegments.Of(placed.Flag.Key);
            string whole = KeySegments.Prefix(segments, segments.Count);
            if (!_names.ContainsKey(whole))
            {
                _names.Add(whole, name);
            }
        }

        foreach (PlacedFlag placed in flags)
        {
            Place(placed);
        }

        return Finish(_root, "");
    }

    private void Place(PlacedFlag placed)
    {
        IReadOnlyList<string> segments = KeySegments.Of(placed.Flag.Key);
        Node node = _root;
        for (int i = 0; i < segments.Count; i++)
        {
            node = node.Child(ReservedAccessors.Resolve(WantedName(segments, i, placed.Flag), node.Name, flagsClass));
        }

        if (node.Flag is null)
        {
            node.Flag = placed;
        }
        else
        {
            ReportCollision(node, placed);
        }
    }

    private string WantedName(IReadOnlyList<string> segments, int index, FlagDefinition flag)
    {
        if (index == segments.Count - 1 && flag.Name is not null)
        {
            return flag.Name;
        }

        return _names.Count > 0 && _names.TryGetValue(KeySegments.Prefix(segments, index + 1), out string? name)
            ? name
            : PascalName.Of(segments[index]);
    }

    private void ReportCollision(Node node, PlacedFlag later)
    {
        PlacedFlag first = node.Flag!;
        if (!node.CollisionReported)
        {
            ReportCollision(first, later, node.Name);
        }

        node.CollisionReported = true;
        ReportCollision(later, first, node.Name);
    }

    private void ReportCollision(PlacedFlag at, PlacedFlag other, string name) => findings.Report(
        FindingRules.AccessorCollision,
        at.Path,
        at.Flag.KeyRange,
        $"Flags {Wording.Quote(at.Flag.Key)} and {Wording.Quote(other.Flag.Key)} "
            + $"({SetFindings.Place(at.Path, other.Path, other.Flag.KeyRange)}) "
            + $"both have the accessor {name}; give one of them a \"name\".");

    /// <summary>Renames children whose names are members of the flag above them, and reports them.</summary>
    private AccessorGroup Finish(Node node, string name)
    {
        List<AccessorGroup> children = [];
        HashSet<string> added = new(StringComparer.Ordinal);
        foreach (Node child in node.Children)
        {
            string childName = child.Name;
            if (node.Flag is not null && ReservedAccessors.IsTakenByFlag(childName))
            {
                ReportTaken(child, node.Flag);
                childName = ReservedAccessors.Free(childName, free => node.Has(free) || added.Contains(free));
            }

            added.Add(childName);
            children.Add(Finish(child, childName));
        }

        return new AccessorGroup(name, node.Flag?.Flag, children);
    }

    private void ReportTaken(Node child, PlacedFlag parent)
    {
        foreach (PlacedFlag placed in child.AllFlags())
        {
            bool own = ReferenceEquals(placed, child.Flag);
            string advice = own ? "give it a \"name\"" : $"give it another key, or add a flag of the group's key with a \"name\"";
            findings.Report(
                FindingRules.TakenAccessor,
                placed.Path,
                placed.Flag.KeyRange,
                $"Flag {Wording.Quote(placed.Flag.Key)}: the accessor {child.Name} is a member of the flag "
                    + $"{Wording.Quote(parent.Flag.Key)} ({SetFindings.Place(placed.Path, parent.Path, parent.Flag.KeyRange)}); {advice}.");
        }
    }

    private sealed class Node(string name)
    {
        private readonly Dictionary<string, Node> _byName = new(StringComparer.Ordinal);

        public string Name => name;

        public PlacedFlag? Flag { get; set; }

        public bool CollisionReported { get; set; }

        public List<Node> Children { get; } = [];

        public bool Has(string child) => _byName.ContainsKey(child);

        public Node Child(string child)
        {
            if (!_byName.TryGetValue(child, out Node? node))
            {
                _byName.Add(child, node = new Node(child));
                Children.Add(node);
            }

            return node;
        }

        public IEnumerable<PlacedFlag> AllFlags() =>
            (Flag is null ? [] : new[] { Flag }).Concat(Children.SelectMany(child => child.AllFlags()));
    }
}
