using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Tree;

/// <summary>The findings of a whole set of files.</summary>
internal sealed class SetFindings
{
    private readonly List<Finding> _findings = [];

    public void AddRange(IEnumerable<Finding> findings) => _findings.AddRange(findings);

    public void Report(FindingRule rule, string path, SourceRange range, string message) =>
        _findings.Add(new Finding(rule, message, path, range));

    /// <summary>A place as seen from a file: its line, with the file's name where that is another file.</summary>
    public static string Place(string from, string path, SourceRange range) =>
        string.Equals(from, path, StringComparison.Ordinal) ? Wording.Line(range) : $"{FileName(path)} {Wording.Line(range)}";

    public IReadOnlyList<Finding> Ordered() =>
        [.. _findings.OrderBy(finding => finding.Path, StringComparer.Ordinal)
            .ThenBy(finding => finding.Range.Start)
            .ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal)];

    private static string FileName(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
}
