using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Json;

/// <summary>Collects what is wrong with a text: one error a place, and not more than anybody would read.</summary>
internal sealed class JsonErrorList(SourceLines lines)
{
    // A file that is no JSON at all would otherwise give an error a character.
    private const int MostErrors = 100;

    private readonly List<JsonError> _errors = [];
    private bool _silent;

    /// <summary>How many mistakes were met, told or not.</summary>
    public int Mistakes { get; private set; }

    public void Report(int start, int end, string message, JsonErrorKind kind = JsonErrorKind.Syntax)
    {
        Mistakes++;

        // Whatever else is expected at a place of error, it is one mistake.
        bool known = _errors.Count > 0 && _errors[_errors.Count - 1].Range.Start == start;
        if (!known && !_silent && _errors.Count < MostErrors)
        {
            _errors.Add(new JsonError(message, lines.Range(start, end), kind));
        }
    }

    /// <summary>Says no more from here on: what follows is only gathered for what it may hold.</summary>
    public void Close() => _silent = true;

    public IReadOnlyList<JsonError> InOrder() => [.. _errors.OrderBy(error => error.Range.Start)];
}
