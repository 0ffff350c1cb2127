using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>Names in the log what is wrong with the flags of one configuration: the first ones by key, the rest by number, for a line each would bury all other lines.</summary>
internal sealed class FlagDefectLog(ILogger diagnostics)
{
    private const int MostNamed = 20;

    private int _setAside;
    private int _patterns;

    /// <summary>A flag that could not be read.</summary>
    public void SetAside(string flagKey, string defect)
    {
        if (_setAside++ < MostNamed)
        {
            diagnostics.FlagSetAside(LogText.Sanitize(flagKey), defect);
        }
    }

    /// <summary>What a flag, read otherwise, has for patterns that are none.</summary>
    public void PatternsRefused(string flagKey, IEnumerable<(string Pattern, string Problem)> refused)
    {
        foreach ((string pattern, string problem) in refused.Distinct())
        {
            if (_patterns++ < MostNamed)
            {
                diagnostics.PatternRefused(LogText.Sanitize(flagKey), LogText.Sanitize(pattern), LogText.Sanitize(problem));
            }
        }
    }

    /// <summary>Says how many were not named.</summary>
    public void End()
    {
        if (_setAside > MostNamed)
        {
            diagnostics.MoreFlagsSetAside(_setAside - MostNamed);
        }

        if (_patterns > MostNamed)
        {
            diagnostics.MorePatternsRefused(_patterns - MostNamed);
        }
    }
}
