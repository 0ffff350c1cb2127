using System.Globalization;
using System.Text;

namespace EppoTyped.Testing;

/// <summary>The sides that a test threw on, with the exceptions.</summary>
internal sealed class SideFailures
{
    private readonly List<(FlagSide Side, Exception Exception)> _failures = [];

    public void Add(FlagSide side, Exception exception) => _failures.Add((side, exception));

    /// <summary>
    /// Throws one exception for all of them, with the exception of a single failure, or an <see cref="AggregateException"/> of several,
    /// inside.
    /// </summary>
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

        Exception inner = _failures is [var only] ? only.Exception : new AggregateException(_failures.Select(failure => failure.Exception));
        throw new FlagAssertionException(message.ToString(), inner);
    }
}
