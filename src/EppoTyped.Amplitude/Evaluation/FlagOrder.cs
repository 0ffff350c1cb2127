namespace EppoTyped.Amplitude;

/// <summary>
/// The order in which flags are evaluated: after the flags they depend on (docs/protocols/amplitude.md, section 4.2). Dependencies that do
/// not exist are ignored.
/// </summary>
internal sealed class FlagOrder
{
    /// <summary>The deepest that dependencies may nest, so that an evaluation can follow them on the stack.</summary>
    public const int Deepest = 100;

    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _dependencies;
    private readonly Dictionary<string, int> _heights = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _problems = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    private FlagOrder(IReadOnlyDictionary<string, IReadOnlyList<string>> dependencies) => _dependencies = dependencies;

    /// <summary>The flags that can be evaluated, each once, after the flags it depends on.</summary>
    public IReadOnlyList<string> Order => _order;

    /// <summary>Why the other flags cannot be evaluated: a cycle, a dependency on one, or too deep a nesting.</summary>
    public IReadOnlyDictionary<string, string> Problems => _problems;

    /// <summary>Orders the flags that are reached from some flags.</summary>
    /// <param name="start">The flags to start from, in order.</param>
    /// <param name="dependencies">The dependencies of each flag, in order.</param>
    public static FlagOrder From(IEnumerable<string> start, IReadOnlyDictionary<string, IReadOnlyList<string>> dependencies)
    {
        FlagOrder sorting = new(dependencies);
        foreach (string flag in start)
        {
            sorting.Visit(flag);
        }

        return sorting;
    }

    /// <summary>Depth first, on a stack of its own, because a chain of dependencies may have any length.</summary>
    private void Visit(string start)
    {
        Stack<(string Flag, int Next)> path = new();
        HashSet<string> onPath = new(StringComparer.Ordinal);
        Enter(start);
        while (path.TryPop(out (string Flag, int Next) step))
        {
            IReadOnlyList<string> dependencies = _dependencies[step.Flag];
            if (step.Next < dependencies.Count)
            {
                string dependency = dependencies[step.Next];
                path.Push((step.Flag, step.Next + 1));
                if (onPath.Contains(dependency))
                {
                    AddProblem(step.Flag, Cycle(path, dependency));
                }
                else
                {
                    Enter(dependency);
                }
            }
            else
            {
                onPath.Remove(step.Flag);
                Leave(step.Flag, dependencies);
            }
        }

        void Enter(string flag)
        {
            if (_dependencies.ContainsKey(flag) && !_heights.ContainsKey(flag) && onPath.Add(flag))
            {
                path.Push((flag, 0));
            }
        }
    }

    private void Leave(string flag, IReadOnlyList<string> dependencies)
    {
        int height = 0;
        foreach (string dependency in dependencies)
        {
            if (_problems.TryGetValue(dependency, out string? problem))
            {
                AddProblem(flag, problem);
            }

            height = Math.Max(height, _heights.GetValueOrDefault(dependency) + 1);
        }

        _heights[flag] = height;
        if (height > Deepest)
        {
            AddProblem(flag, $"Dependencies nest deeper than {Deepest}");
        }

        if (!_problems.ContainsKey(flag))
        {
            _order.Add(flag);
        }
    }

    private void AddProblem(string flag, string problem) => _problems.TryAdd(flag, problem);

    private static string Cycle(Stack<(string Flag, int Next)> path, string start)
    {
        IEnumerable<string> flags = path.Select(step => step.Flag).Reverse().SkipWhile(flag => flag != start);
        return $"Detected a cycle between flags {string.Join(", ", flags)}";
    }
}
