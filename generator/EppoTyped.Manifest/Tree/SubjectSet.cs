using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Naming;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Tree;

/// <summary>The subjects of all files, one per key and one per C# name.</summary>
internal sealed class SubjectSet(SetFindings findings)
{
    private readonly Dictionary<string, Entry> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entry> _byName = new(StringComparer.Ordinal);
    private readonly HashSet<Entry> _reported = [];
    private readonly List<SubjectDefinition> _subjects = [];

    public IReadOnlyList<SubjectDefinition> Subjects => _subjects;

    public void Add(SubjectDefinition subject, string path)
    {
        Entry entry = new(subject, path);
        if (_byKey.TryGetValue(subject.Key, out Entry? same))
        {
            ReportBoth(
                FindingRules.DuplicateKey,
                same,
                entry,
                (at, other, place) => $"Subject {at} is declared twice, the other is in {place}; remove one of them.");
            return;
        }

        _byKey.Add(subject.Key, entry);
        _subjects.Add(subject.ExistingType is null ? WithOwnName(subject, entry) : subject);
    }

    /// <summary>Reports a flag whose subject no file declares.</summary>
    public void CheckSubject(PlacedFlag placed)
    {
        FlagDefinition flag = placed.Flag;
        if (flag.Subject is null || flag.SubjectRange is null || _byKey.ContainsKey(flag.Subject))
        {
            return;
        }

        string advice = NearestName.Of(flag.Subject, _byKey.Keys) is { } near ? $"did you mean {Wording.Quote(near)}?"
            : _byKey.Count == 0 ? $"declare it: \"subjects\": {{ {Wording.Quote(flag.Subject)}: {{ \"attributes\": {{ }} }} }}"
            : $"the declared ones are {Wording.QuoteAll([.. _byKey.Keys])}";
        findings.Report(
            FindingRules.UnknownSubject,
            placed.Path,
            flag.SubjectRange.Value,
            Wording.Sentence($"flag {Wording.Quote(flag.Key)}", $"unknown subject {Wording.Quote(flag.Subject)}; {advice}"));
    }

    private SubjectDefinition WithOwnName(SubjectDefinition subject, Entry entry)
    {
        string wanted = subject.Name ?? PascalName.Of(subject.Key);
        if (!_byName.TryGetValue(wanted, out Entry? first))
        {
            _byName.Add(wanted, entry);
            return subject;
        }

        ReportBoth(
            FindingRules.PropertyCollision,
            first,
            entry,
            (at, other, place) => $"Subjects {at} and {other} ({place}) both have the C# type {wanted}; give one of them a \"name\".");
        int number = 2;
        while (_byName.ContainsKey(wanted + Wording.Number(number)))
        {
            number++;
        }

        _byName.Add(wanted + Wording.Number(number), entry);
        return new SubjectDefinition
        {
            Key = subject.Key,
            KeyRange = subject.KeyRange,
            Name = wanted + Wording.Number(number),
            Description = subject.Description,
            Attributes = subject.Attributes,
        };
    }

    /// <param name="rule">The rule.</param>
    /// <param name="first">The earlier subject.</param>
    /// <param name="later">The later one.</param>
    /// <param name="message">Makes the message from a subject's key, the other's key and the other's place.</param>
    private void ReportBoth(FindingRule rule, Entry first, Entry later, Func<string, string, string, string> message)
    {
        if (_reported.Add(first))
        {
            ReportAt(rule, first, later, message);
        }

        ReportAt(rule, later, first, message);
    }

    private void ReportAt(FindingRule rule, Entry at, Entry other, Func<string, string, string, string> message)
    {
        string place = SetFindings.Place(at.Path, other.Path, other.Subject.KeyRange);
        findings.Report(
            rule,
            at.Path,
            at.Subject.KeyRange,
            message(Wording.Quote(at.Subject.Key), Wording.Quote(other.Subject.Key), place));
    }

    private sealed class Entry(SubjectDefinition subject, string path)
    {
        public SubjectDefinition Subject => subject;

        public string Path => path;
    }
}
