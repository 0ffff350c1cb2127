using System.Globalization;
using System.Text;

namespace EppoTyped.Testing;

/// <summary>The sides that a test threw on, and what it threw.</summary>
internal sealed class SideFailures
{
    private readonly List<(FlagSide Side, Exception Exception)> _failures = [];

    public void Add(FlagSide side, Exception exception) => _failures.Add((side, exception));

    /// <summary>Throws for all of them, with the exception of the one, or an <see cref="AggregateException"/> of the many, inside.</summary>
    public void ThrowIfAny(int sides)
    {
        if (_failures.Count == 0)
        {
            return;
        }

        StringBuilder message = new(string.Create(CultureInfo.InvariantCulture, $"{_failures.Count} of {sides} sides failed."));
        foreach ((FlagSide side, Exception exception) in _failures)
        {
            string indented = exception.Message.ReplaceLineEndings("\n").Replace("\n", "\n    ", StringComparison.Ordinal);
            message.Append(CultureInfo.InvariantCulture, $"\n  {side}: {exception.GetType().Name}: {indented}");
        }

        throw new FlagAssertionException(
            message.ToString(), _failures is [var only] ? only.Exception : new AggregateException(_failures.Select(failure => failure.Exception)));
    }
}
