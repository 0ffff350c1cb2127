using System.Globalization;
using System.Text;

namespace EppoTyped;

/// <summary>Where a reader is in a flag, and what it found wrong there.</summary>
internal sealed class DefectCollector
{
    // Every step looks at what was noted before, so that without a bound a hundred thousand mistakes would keep the poller for minutes.
    private const int MostNotes = 32;

    private readonly List<(string Place, string Text)> _notes = [];
    private (string? Name, int Index)[] _steps = new (string?, int)[16];
    private int _depth;
    private int _dropped;

    /// <summary>Everything noted, the first in words and the rest by number; null when nothing was.</summary>
    public string? Summary
    {
        get
        {
            if (_notes.Count == 0)
            {
                return null;
            }

            (string place, string text) = _notes[0];
            string first = place.Length == 0 ? text : $"{place}: {text}";
            int more = _notes.Count - 1 + _dropped;
            return more == 0 ? first : string.Create(CultureInfo.InvariantCulture, $"{first} (and {more} more)");
        }
    }

    public void StartFlag()
    {
        _notes.Clear();
        (_depth, _dropped) = (0, 0);
    }

    /// <summary>Steps into a property. What was noted there before belongs to an earlier property of the same key, and the last one counts.</summary>
    public void Enter(string property)
    {
        Step(property, 0);
        if (_notes.Count > 0)
        {
            string here = Place();
            _notes.RemoveAll(note => note.Place.StartsWith(here, StringComparison.Ordinal) && (note.Place.Length == here.Length || note.Place[here.Length] is '.' or '['));
        }
    }

    public void EnterItem(int index) => Step(null, index);

    public void Leave() => _depth--;

    public void Note(string text)
    {
        if (_notes.Count < MostNotes)
        {
            _notes.Add((Place(), text));
        }
        else
        {
            _dropped++;
        }
    }

    private void Step(string? name, int index)
    {
        if (_depth == _steps.Length)
        {
            Array.Resize(ref _steps, _depth * 2);
        }

        _steps[_depth++] = (name, index);
    }

    private string Place()
    {
        StringBuilder place = new();
        foreach ((string? name, int index) in _steps.AsSpan(0, _depth))
        {
            _ = name is null ? place.Append(CultureInfo.InvariantCulture, $"[{index}]") : place.Append(place.Length == 0 ? "" : ".").Append(LogText.Sanitize(name));
        }

        return place.ToString();
    }
}
