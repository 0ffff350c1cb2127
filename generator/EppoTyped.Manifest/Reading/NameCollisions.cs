using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Reading;

/// <summary>
/// Finds entries of one list that give one C# name, and gives the later ones another, so that what is generated still compiles.
/// </summary>
internal sealed class NameCollisions(FindingRule rule, string owner, string kind, string gives, ReadingContext context)
{
    private readonly Dictionary<string, (string Key, SourceRange Range)> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lastNumber = new(StringComparer.Ordinal);

    /// <summary>The name to use: the wanted one, or a free one beside findings at both places.</summary>
    public string Settle(string key, string wanted, SourceRange range)
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
        return Settled(key, wanted, range);
    }

    private string Settled(string key, string wanted, SourceRange range)
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
            + $"both give the {gives} {name}; give one of them a \"name\".");
}
