using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Json;

/// <summary>Collects the errors of a text: one for each place, and a limited number.</summary>
internal sealed class JsonErrorList(SourceLines lines)
{
    // A file that is not JSON at all would otherwise give an error for each character.
    private const int MostErrors = 100;

    private readonly List<JsonError> _errors = [];
    private bool _silent;

    /// <summary>The number of errors found, reported or not.</summary>
    public int Mistakes { get; private set; }

    public void Report(int start, int end, string message, JsonErrorKind kind = JsonErrorKind.Syntax)
    {
        Mistakes++;

        // More errors at one place are consequences of the first.
        bool known = _errors.Count > 0 && _errors[_errors.Count - 1].Range.Start == start;
        if (!known && !_silent && _errors.Count < MostErrors)
        {
            _errors.Add(new JsonError(message, lines.Range(start, end), kind));
        }
    }

    /// <summary>Stops reporting: what follows is read only for what it holds.</summary>
    public void Close() => _silent = true;

    public IReadOnlyList<JsonError> InOrder() => [.. _errors.OrderBy(error => error.Range.Start)];
}
