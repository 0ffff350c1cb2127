using System.Globalization;
using System.Text;

namespace EppoTyped;

/// <summary>Collects what a reader finds wrong in one flag or bandit, each with its path.</summary>
internal sealed class DefectCollector
{
    // Every step scans the defects so far; without a bound a hundred thousand of them would keep the poller busy for minutes.
    private const int MaxDefects = 32;

    private readonly List<(string Path, string Text)> _defects = [];
    private (string? Name, int Index)[] _steps = new (string?, int)[16];
    private int _depth;
    private int _dropped;

    /// <summary>The first defect in words and the number of the others; null when there is none.</summary>
    public string? Summary
    {
        get
        {
            if (_defects.Count == 0)
            {
                return null;
            }

            (string path, string text) = _defects[0];
            string first = path.Length == 0 ? text : $"{path}: {text}";
            int more = _defects.Count - 1 + _dropped;
            return more == 0 ? first : string.Create(CultureInfo.InvariantCulture, $"{first} (and {more} more)");
        }
    }

    /// <summary>Forgets everything, for the next flag or bandit.</summary>
    public void Reset()
    {
        _defects.Clear();
        (_depth, _dropped) = (0, 0);
    }

    /// <summary>Moves into a property. Removes defects of an earlier property of the same name, because the last one is used.</summary>
    public void Enter(string property)
    {
        Push(property, 0);
        if (_defects.Count > 0)
        {
            string path = CurrentPath();
            _defects.RemoveAll(defect => IsAtOrBelow(defect.Path, path));
        }
    }

    /// <summary>Moves into an item of an array.</summary>
    public void EnterItem(int index) => Push(null, index);

    /// <summary>Moves back out of the last property or item.</summary>
    public void Leave() => _depth--;

    /// <summary>Adds a defect at the current path.</summary>
    public void Add(string text)
    {
        if (_defects.Count < MaxDefects)
        {
            _defects.Add((CurrentPath(), text));
        }
        else
        {
            _dropped++;
        }
    }

    private static bool IsAtOrBelow(string path, string parent) =>
        path.StartsWith(parent, StringComparison.Ordinal) && (path.Length == parent.Length || path[parent.Length] is '.' or '[');

    private void Push(string? name, int index)
    {
        if (_depth == _steps.Length)
        {
            Array.Resize(ref _steps, _depth * 2);
        }

        _steps[_depth++] = (name, index);
    }

    private string CurrentPath()
    {
        StringBuilder path = new();
        foreach ((string? name, int index) in _steps.AsSpan(0, _depth))
        {
            if (name is null)
            {
                path.Append(CultureInfo.InvariantCulture, $"[{index}]");
            }
            else
            {
                path.Append(path.Length == 0 ? "" : ".").Append(LogText.Sanitize(name));
            }
        }

        return path.ToString();
    }
}
