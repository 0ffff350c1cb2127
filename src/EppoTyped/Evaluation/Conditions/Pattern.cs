using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>A compiled pattern.</summary>
internal sealed class Pattern
{
    private readonly PlainPattern? _plain;
    private readonly RegexStripes? _regex;
    private readonly ILogger _diagnostics;
    private int _timeoutSaid;

    private Pattern(PlainPattern? plain, RegexStripes? regex, string text, ILogger diagnostics) => (_plain, _regex, Text, _diagnostics) = (plain, regex, text, diagnostics);

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
            (pattern, problem) = (new Pattern(null, new RegexStripes(RegexDialect.Translate(text), text), text, diagnostics), null);
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

    private bool TryFindByRegex(ReadOnlySpan<char> text, out bool found)
    {
        try
        {
            found = _regex!.IsMatch(text);
            return true;
        }
        catch (RegexMatchTimeoutException)
        {
            if (Interlocked.Exchange(ref _timeoutSaid, 1) == 0)
            {
                _diagnostics.PatternTimedOut(OneLine.Of(Text), text.Length);
            }

            found = false;
            return false;
        }
    }
}
