using EppoTyped.Manifest.Json;

namespace EppoTyped.Manifest.Reading;

/// <summary>What all readers of one file share: where findings go, and the flags that a syntax error put in a wrong place.</summary>
internal sealed class ReadingContext(string path, bool textIsBroken)
{
    private readonly List<Finding> _findings = [];

    /// <summary>Flags found where no flag stands, behind a missing or doubled brace: their accessors must survive.</summary>
    public Queue<JsonMember> Strays { get; } = new();

    /// <summary>The findings in the order of the text.</summary>
    public IReadOnlyList<Finding> Findings => [.. _findings.OrderBy(finding => finding.Range.Start)];

    public int FindingCount => _findings.Count;

    public void Report(FindingRule rule, SourceRange range, string message) => _findings.Add(new Finding(rule, message, path, range));

    /// <summary>True when a member of unknown name is a flag that only a broken text put there.</summary>
    public bool TakeStray(JsonMember member)
    {
        if (!textIsBroken || member.Value.Kind != JsonKind.Object || member.Value.Member("flagType") is null)
            return false;
        Strays.Enqueue(member);
        return true;
    }
}
