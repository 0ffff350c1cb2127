using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>A compiled pattern of <c>MATCHES</c>.</summary>
internal sealed class Pattern
{
    private readonly PlainPattern? _plain;
    private readonly RegexStripes? _regex;
    private readonly ILogger _diagnostics;
    private Once _timeout;

    private Pattern(PlainPattern? plain, RegexStripes? regex, string text, ILogger diagnostics) =>
        (_plain, _regex, Text, _diagnostics) = (plain, regex, text, diagnostics);

    /// <summary>The pattern as configured.</summary>
    public string Text { get; }

    /// <summary>True when it is not a <see cref="PlainPattern"/>.</summary>
    public bool UsesRegex => _regex is not null;

    /// <summary>Compiles a pattern.</summary>
    /// <param name="text">The pattern as configured.</param>
    /// <param name="diagnostics">The log for searches that time out.</param>
    /// <param name="allowLinear">Whether it may use the memory of an engine that is linear in the text.</param>
    /// <param name="pattern">The compiled pattern.</param>
    /// <param name="problem">Why it is not a regular expression.</param>
    public static bool TryCompile(
        string text,
        ILogger diagnostics,
        bool allowLinear,
        [NotNullWhen(true)] out Pattern? pattern,
        [NotNullWhen(false)] out string? problem)
    {
        if (PlainPattern.TryRead(text, out PlainPattern? plain))
        {
            (pattern, problem) = (new Pattern(plain, null, text, diagnostics), null);
            return true;
        }

        try
        {
            RegexStripes regex = new(RegexDialect.Translate(text), text, allowLinear);
            (pattern, problem) = (new Pattern(null, regex, text, diagnostics), null);
            return true;
        }
        catch (ArgumentException exception)
        {
            (pattern, problem) = (null, exception.Message);
            return false;
        }
    }

    /// <summary>Searches a text.</summary>
    /// <returns>False when the search timed out.</returns>
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
            (_diagnostics as SafeLogger)?.CountPatternTimeout();
            if (_timeout.TryEnter())
            {
                _diagnostics.PatternTimedOut(LogText.Sanitize(Text), text.Length);
            }

            found = false;
            return false;
        }
    }
}
