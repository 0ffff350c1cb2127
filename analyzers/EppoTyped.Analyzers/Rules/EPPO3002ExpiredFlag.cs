using System.Collections.Immutable;
using System.Globalization;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Analyzers.Manifests;
using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;

namespace EppoTyped.Analyzers.Rules;

/// <summary>
/// A flag exists after its day of expiry. The build sets the current day, because messages that depend on the clock would break old
/// commits.
/// </summary>
internal sealed class EPPO3002ExpiredFlag : FlagRule
{
    public const string Id = "EPPO3002";

    private static readonly DiagnosticDescriptor Rule = DescribeLifecycle(
        Id,
        "Flag has expired",
        "Flag \"{0}\" expired on {1}; deprecate it with \"replaceWith\" to have its calls replaced, or set a later day",
        DiagnosticSeverity.Warning);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Register(FlagProject project)
    {
        if (project.Manifests is not { Today: { } today } manifests)
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
