using EppoTyped.Manifest.Json;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Reading;

/// <summary>What all readers of one file share: the findings, and whether the text has syntax errors.</summary>
internal sealed class ReadingContext(string path, bool textIsBroken)
{
    private readonly List<Finding> _findings = [];

    /// <summary>The findings in the order of the text.</summary>
    public IReadOnlyList<Finding> Findings => [.. _findings.OrderBy(finding => finding.Range.Start)];

    public int FindingCount => _findings.Count;

    public void Report(FindingRule rule, SourceRange range, string message) => _findings.Add(new Finding(rule, message, path, range));

    /// <summary>True for a member that looks like a flag in a place without flags: a missing or an extra brace has put it there.</summary>
    public bool IsStray(JsonMember member) =>
        textIsBroken && member.Value.Kind == JsonKind.Object && member.Value.Member("flagType") is not null;
}
