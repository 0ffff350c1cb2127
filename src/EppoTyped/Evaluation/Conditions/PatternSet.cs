using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>The patterns of one configuration, each compiled once, and not at all where the configuration before had it.</summary>
/// <param name="diagnostics">Hears of patterns that take too long.</param>
/// <param name="before">The patterns of the configuration before; not kept once <see cref="Seal"/> is called.</param>
internal sealed class PatternSet(ILogger diagnostics, PatternSet? before = null)
{
    // An engine of the linear kind takes 100 KB and more: a configuration with fifty thousand of them must not end the process.
    private const int MostLinearEngines = 1000;

    private readonly Dictionary<string, (Pattern? Pattern, string? Problem)> _known = new(StringComparer.Ordinal);
    private PatternSet? _before = before;
    private List<(string Pattern, string Problem)> _refused = [];
    private int _engines;

    /// <summary>The compiled pattern; null for one that is none, which is noted.</summary>
    public Pattern? Find(string text)
    {
        if (!_known.TryGetValue(text, out (Pattern? Pattern, string? Problem) known))
        {
            if (_before is null || !_before._known.TryGetValue(text, out known))
            {
                Pattern.TryCompile(text, diagnostics, isOneOfFew: _engines < MostLinearEngines, out known.Pattern, out known.Problem);
            }

            _known.Add(text, known);
            _engines += known.Pattern is { HasEngine: true } ? 1 : 0;
        }

        if (known.Problem is not null)
        {
            _refused.Add((text, known.Problem));
        }

        return known.Pattern;
    }

    /// <summary>Makes the patterns of a flag that was taken over known to the next configuration.</summary>
    public void Keep(CompiledFlag flag)
    {
        foreach (Allocation allocation in flag.Allocations)
        {
            foreach (Rule rule in allocation.Rules)
            {
                foreach (Condition condition in rule.Conditions)
                {
                    if (condition is MatchesCondition { Pattern: { } pattern })
                    {
                        _engines += _known.TryAdd(pattern.Text, (pattern, null)) && pattern.HasEngine ? 1 : 0;
                    }
                }
            }
        }
    }

    /// <summary>Lets go of the configuration before: everything is read.</summary>
    public void Seal() => _before = null;

    /// <summary>The patterns refused since the last time this was asked.</summary>
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
