using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Reading;

/// <summary>
/// Finds entries of one list with the same C# name, and makes other names for the later ones, so that the generated code still compiles.
/// </summary>
internal sealed class NameCollisions(FindingRule rule, string owner, string kind, string gives, ReadingContext context)
{
    private readonly Dictionary<string, (string Key, SourceRange Range)> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lastNumber = new(StringComparer.Ordinal);

    /// <summary>The name to use: the wanted one, or a free one with findings at both places.</summary>
    public string Resolve(string key, string wanted, SourceRange range)
    {
        if (!_taken.TryGetValue(wanted, out (string Key, SourceRange Range) first))
        {
            _taken.Add(wanted, (key, range));
            return wanted;
        }

        if (!_lastNumber.ContainsKey(wanted))
        {
            Report(first.Key, first.Range, key, range, wanted);
        }

        Report(key, range, first.Key, first.Range, wanted);
        return FindFreeName(key, wanted, range);
    }

    private string FindFreeName(string key, string wanted, SourceRange range)
    {
        int number = _lastNumber.TryGetValue(wanted, out int last) ? last : 1;
        string free;
        do
        {
            free = wanted + Wording.Number(++number);
        }
        while (_taken.ContainsKey(free));
        _lastNumber[wanted] = number;
        _taken.Add(free, (key, range));
        return free;
    }

    private void Report(string key, SourceRange range, string otherKey, SourceRange otherRange, string name) => context.Report(
        rule,
        range,
        $"{Wording.Sentence(owner)}: {kind} {Wording.Quote(key)} and {Wording.Quote(otherKey)} ({Wording.Line(otherRange)}) "
            + $"both have the {gives} {name}; give one of them a \"name\".");
}
