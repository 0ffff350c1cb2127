using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Plan;
using EppoTyped.Manifest.Tree;
using Microsoft.CodeAnalysis;

namespace EppoTyped.Generator.Models;

/// <summary>
/// The errors of the manifests or of the MSBuild properties, by value. Warnings are reported by the analyzers, where they can be
/// configured.
/// </summary>
internal sealed record Reports(EquatableArray<Report> All)
{
    public static Reports None { get; } = new([]);

    public static Reports Of(ManifestSet? manifests)
    {
        Report[] errors = [.. (manifests?.Findings ?? [])
            .Where(finding => finding.Rule.Severity == FindingSeverity.Error)
            .Select(Report.Of)];
        return errors.Length == 0 ? None : new Reports(new EquatableArray<Report>(errors));
    }

    public static Reports Of(IReadOnlyList<OptionProblem> problems) =>
        problems.Count == 0 ? None : new Reports([.. problems.Select(Report.Of)]);

    public void ReportTo(SourceProductionContext output)
    {
        foreach (Report report in All)
        {
            output.ReportDiagnostic(report.ToDiagnostic());
        }
    }
}
