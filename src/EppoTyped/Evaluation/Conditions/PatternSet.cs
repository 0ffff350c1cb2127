using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>The patterns of one configuration. Each is compiled once, and reused where the previous configuration has it.</summary>
/// <param name="diagnostics">The log for patterns that time out.</param>
/// <param name="previous">The patterns of the previous configuration, until <see cref="ReleasePrevious"/> is called.</param>
internal sealed class PatternSet(ILogger diagnostics, PatternSet? previous = null)
{
    // A linear engine takes 100 KB and more: a configuration with fifty thousand of them must not exhaust the memory.
    private const int MaxLinearEngines = 1000;

    private readonly Dictionary<string, (Pattern? Pattern, string? Problem)> _known = new(StringComparer.Ordinal);
    private PatternSet? _previous = previous;
    private List<(string Pattern, string Problem)> _refused = [];
    private int _engines;

    /// <summary>The compiled pattern; null for one that is not a regular expression, which <see cref="TakeRefused"/> then lists.</summary>
    public Pattern? Find(string text)
    {
        if (!_known.TryGetValue(text, out (Pattern? Pattern, string? Problem) known))
        {
            if (_previous is null || !_previous._known.TryGetValue(text, out known))
            {
                Pattern.TryCompile(text, diagnostics, allowLinear: _engines < MaxLinearEngines, out known.Pattern, out known.Problem);
            }

            _known.Add(text, known);
            _engines += known.Pattern is { UsesRegex: true } ? 1 : 0;
        }

        if (known.Problem is not null)
        {
            _refused.Add((text, known.Problem));
        }

        return known.Pattern;
    }

    /// <summary>Adds the patterns of a flag that is reused from the previous configuration.</summary>
    public void AddPatternsOf(CompiledFlag flag)
    {
        foreach (Allocation allocation in flag.Allocations)
        {
            foreach (Rule rule in allocation.Rules)
            {
                foreach (Condition condition in rule.Conditions)
                {
                    if (condition is MatchesCondition { Pattern: { } pattern })
                    {
                        _engines += _known.TryAdd(pattern.Text, (pattern, null)) && pattern.UsesRegex ? 1 : 0;
                    }
                }
            }
        }
    }

    /// <summary>Drops the reference to the previous configuration, once everything is read.</summary>
    public void ReleasePrevious() => _previous = null;

    /// <summary>The patterns refused since the last call.</summary>
    public IReadOnlyList<(string Pattern, string Problem)> TakeRefused()
    {
        if (_refused.Count == 0)
        {
            return [];
        }

        List<(string Pattern, string Problem)> taken = _refused;
        _refused = [];
        return taken;
    }
}
