using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>A compiled pattern.</summary>
internal sealed class Pattern
{
    // Short enough for a request whose text makes a backtracking engine explode.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    // The linear engine cannot explode, and a short patience would call a condition false because the machine was busy.
    private static readonly TimeSpan LinearPatience = TimeSpan.FromSeconds(1);

    private readonly PlainPattern? _plain;
    private readonly Regex? _regex;
    private readonly ILogger _diagnostics;
    private int _timeoutSaid;

    private Pattern(PlainPattern? plain, Regex? regex, string text, ILogger diagnostics) => (_plain, _regex, Text, _diagnostics) = (plain, regex, text, diagnostics);

    /// <summary>The pattern as configured.</summary>
    public string Text { get; }

    public static bool TryCompile(string text, ILogger diagnostics, [NotNullWhen(true)] out Pattern? pattern, [NotNullWhen(false)] out string? problem)
    {
        if (PlainPattern.TryRead(text, out PlainPattern? plain))
        {
            (pattern, problem) = (new Pattern(plain, null, text, diagnostics), null);
            return true;
        }

        try
        {
            string translated = RegexDialect.Translate(text);
            Regex regex;
            try
            {
                regex = new Regex(translated, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, LinearPatience);
            }
            catch (NotSupportedException)
            {
                // Lookarounds and back references need backtracking; the patience bounds what they cost.
                regex = new Regex(translated, RegexOptions.CultureInvariant, Patience);
            }

            Warm(regex, text);
            (pattern, problem) = (new Pattern(null, regex, text, diagnostics), null);
            return true;
        }
        catch (ArgumentException exception)
        {
            (pattern, problem) = (null, exception.Message);
            return false;
        }
    }

    /// <summary>Searches.</summary>
    /// <returns>False when the search took too long.</returns>
    public bool TryFind(ReadOnlySpan<char> text, out bool found)
    {
        if (_plain is not null)
        {
            found = _plain.IsFoundIn(text);
            return true;
        }

        return TryFindByRegex(text, out found);
    }

    /// <summary>Makes here, off the path of a call, what an engine makes at its first match: it could use up the patience of that one.</summary>
    private static void Warm(Regex regex, string text)
    {
        try
        {
            regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            // Its conditions will say so when a subject meets it.
        }
    }

    private bool TryFindByRegex(ReadOnlySpan<char> text, out bool found)
    {
        try
        {
            found = _regex!.IsMatch(text);
            return true;
        }
        catch (RegexMatchTimeoutException)
        {
            (_diagnostics as ContainedLogger)?.CountPatternTimeout();
            if (Interlocked.Exchange(ref _timeoutSaid, 1) == 0)
            {
                _diagnostics.PatternTimedOut(OneLine.Of(Text), text.Length);
            }

            found = false;
            return false;
        }
    }
}
