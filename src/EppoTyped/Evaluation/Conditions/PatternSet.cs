using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>The patterns of one configuration, each compiled once.</summary>
internal sealed class PatternSet(ILogger diagnostics)
{
    // An engine of the linear kind takes 100 KB and more: a configuration with fifty thousand of them must not end the process.
    private const int MostLinearEngines = 1000;

    private readonly Dictionary<string, (Pattern? Pattern, string? Problem)> _known = new(StringComparer.Ordinal);
    private List<(string Pattern, string Problem)> _refused = [];
    private int _engines;

    /// <summary>The compiled pattern; null for one that is none, which is noted.</summary>
    public Pattern? Find(string text)
    {
        if (!_known.TryGetValue(text, out (Pattern? Pattern, string? Problem) known))
        {
            Pattern.TryCompile(text, diagnostics, isOneOfFew: _engines < MostLinearEngines, out known.Pattern, out known.Problem);
            _engines += known.Pattern is { HasEngine: true } ? 1 : 0;
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
