using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>
/// Logs the defects of the flags of one configuration: the first ones by key, the number of the rest, so that they do not bury all other
/// lines.
/// </summary>
internal sealed class FlagDefectLog(ILogger diagnostics)
{
    private const int MaxNamed = 20;

    private int _setAside;
    private int _patterns;

    /// <summary>Logs a flag that could not be read.</summary>
    public void LogSetAside(string flagKey, string defect)
    {
        if (_setAside++ < MaxNamed)
        {
            diagnostics.FlagSetAside(LogText.Sanitize(flagKey), defect);
        }
    }

    /// <summary>Logs the patterns of a flag that are not regular expressions.</summary>
    public void LogRefusedPatterns(string flagKey, IEnumerable<(string Pattern, string Problem)> refused)
    {
        foreach ((string pattern, string problem) in refused.Distinct())
        {
            if (_patterns++ < MaxNamed)
            {
                diagnostics.PatternRefused(LogText.Sanitize(flagKey), LogText.Sanitize(pattern), LogText.Sanitize(problem));
            }
        }
    }

    /// <summary>Logs the number of flags and patterns that were not named.</summary>
    public void LogRemainder()
    {
        if (_setAside > MaxNamed)
        {
            diagnostics.MoreFlagsSetAside(_setAside - MaxNamed);
        }

        if (_patterns > MaxNamed)
        {
            diagnostics.MorePatternsRefused(_patterns - MaxNamed);
        }
    }
}
