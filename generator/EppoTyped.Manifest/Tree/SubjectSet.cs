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
            ReportBoth(FindingRules.DuplicateKey, same, entry, "are one key; remove one of them");
            return;
        }

        _byKey.Add(subject.Key, entry);
        _subjects.Add(subject.ExistingType is null ? WithOwnName(subject, entry) : subject);
    }

    /// <summary>Says so when a flag names a subject that no file declares.</summary>
    public void CheckSubject(PlacedFlag placed)
    {
        FlagDefinition flag = placed.Flag;
        if (flag.Subject is null || flag.SubjectRange is null || _byKey.ContainsKey(flag.Subject))
            return;
        string mend = NearestName.Of(flag.Subject, _byKey.Keys) is { } near ? $"did you mean {Wording.Quote(near)}?"
            : _byKey.Count == 0 ? $"declare it: \"subjects\": {{ {Wording.Quote(flag.Subject)}: {{ \"attributes\": {{ }} }} }}"
            : $"declared are {Wording.QuoteAll([.. _byKey.Keys])}";
        findings.Report(
            FindingRules.UnknownSubject,
            placed.Path,
            flag.SubjectRange.Value,
            Wording.Sentence($"flag {Wording.Quote(flag.Key)}", $"unknown subject {Wording.Quote(flag.Subject)}; {mend}"));
    }

    private SubjectDefinition WithOwnName(SubjectDefinition subject, Entry entry)
    {
        string wanted = subject.Name ?? PascalName.Of(subject.Key);
        if (!_byName.TryGetValue(wanted, out Entry? first))
        {
            _byName.Add(wanted, entry);
            return subject;
        }

        ReportBoth(FindingRules.PropertyCollision, first, entry, $"both give the C# type {wanted}; give one of them a \"name\"");
        int number = 2;
        while (_byName.ContainsKey(wanted + Wording.Number(number)))
            number++;
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

    private void ReportBoth(FindingRule rule, Entry first, Entry later, string message)
    {
        if (_reported.Add(first))
            ReportAt(rule, first, later, message);
        ReportAt(rule, later, first, message);
    }

    private void ReportAt(FindingRule rule, Entry at, Entry other, string message) => findings.Report(
        rule,
        at.Path,
        at.Subject.KeyRange,
        $"Subjects {Wording.Quote(at.Subject.Key)} and {Wording.Quote(other.Subject.Key)} ({SetFindings.Place(at.Path, other.Path, other.Subject.KeyRange)}) {message}.");

    private sealed class Entry(SubjectDefinition subject, string path)
    {
        public SubjectDefinition Subject => subject;

        public string Path => path;
    }
}
