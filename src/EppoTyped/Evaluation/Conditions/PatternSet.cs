using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>The patterns of one configuration, each compiled once.</summary>
internal sealed class PatternSet(ILogger diagnostics)
{
    private readonly Dictionary<string, (Pattern? Pattern, string? Problem)> _known = new(StringComparer.Ordinal);
    private List<(string Pattern, string Problem)> _refused = [];

    /// <summary>The compiled pattern; null for one that is none, which is noted.</summary>
    public Pattern? Find(string text)
    {
        if (!_known.TryGetValue(text, out (Pattern? Pattern, string? Problem) known))
        {
            Pattern.TryCompile(text, diagnostics, out known.Pattern, out known.Problem);
            _known.Add(text, known);
        }

        if (known.Problem is not null)
        {
            _refused.Add((text, known.Problem));
        }

        return known.Pattern;
    }

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
