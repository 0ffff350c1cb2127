using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

/// <summary>Says once for each flag that it was asked for and has no variant, and what to check.</summary>
internal sealed class AbsentFlags(ILogger diagnostics, string mode)
{
    /// <summary>Keys may come from outside; what is beyond this is not worth a line.</summary>
    private const int Most = 1000;

    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    public void Say(string flagKey)
    {
        lock (_said)
        {
            if (_said.Count >= Most || !_said.Add(flagKey))
            {
                return;
            }
        }

        diagnostics.FlagAbsent(LogText.Sanitize(flagKey), mode);
    }
}
