using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

/// <summary>Logs once for each flag that it was asked for and has no variant, and what to check.</summary>
internal sealed class AbsentFlags(ILogger diagnostics, string mode)
{
    /// <summary>Most keys that are remembered and logged: keys may come from outside the application.</summary>
    private const int Most = 1000;

    private readonly HashSet<string> _logged = new(StringComparer.Ordinal);

    public void Log(string flagKey)
    {
        lock (_logged)
        {
            if (_logged.Count >= Most || !_logged.Add(flagKey))
            {
                return;
            }
        }

        diagnostics.FlagAbsent(LogText.Sanitize(flagKey), mode);
    }
}
