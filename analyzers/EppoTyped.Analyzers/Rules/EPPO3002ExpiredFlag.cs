using System.Collections.Immutable;
using System.Globalization;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Analyzers.Manifests;
using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;

namespace EppoTyped.Analyzers.Rules;

/// <summary>
/// A flag outlives the day its manifest gives it. Today is what the build says; a message that the clock brings would break yesterday's
/// commit.
/// </summary>
internal sealed class EPPO3002ExpiredFlag : FlagRule
{
    public const string Id = "EPPO3002";

    private static readonly DiagnosticDescriptor Rule = DescribeLifecycle(
        Id,
        "Flag has expired",
        "Flag \"{0}\" expired on {1}; settle it (\"deprecated\" with \"replaceWith\" leads its calls out), or give it a later day",
        DiagnosticSeverity.Warning);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Register(FlagProject project)
    {
        if (project.Manifests is not { Options.Today: { } today } manifests)
        {
            return;
        }

        project.Context.RegisterAdditionalFileAction(context =>
        {
            foreach (PlacedFlag placed in manifests.Flags.Where(placed => placed.Path == context.AdditionalFile.Path))
            {
                if (placed.Flag is { Expires: { } day, ExpiresRange: { } range } flag && day < today)
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        Rule,
                        ManifestPlace.Of(placed.Path, range),
                        flag.Key,
                        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
                }
            }
        });
    }
}
