using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Analyzers.Manifests;
using EppoTyped.Manifest.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Analyzers.Rules;

/// <summary>A string-keyed call uses a flag that has a typed accessor, which the compiler checks completely.</summary>
internal sealed class EPPO2009TypedAccessorExists : FlagRule
{
    public const string Id = "EPPO2009";

    private static readonly DiagnosticDescriptor Rule = DescribeUse(
        Id,
        "Flag has a typed accessor",
        "Flag \"{0}\" has an accessor; write {1}",
        DiagnosticSeverity.Info);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Register(FlagProject project)
    {
        if (project.Manifests is { } manifests)
        {
            project.RegisterCallAction((context, call) => Analyze(context, call, manifests));
        }
    }

    private static void Analyze(OperationAnalysisContext context, FlagCall call, ProjectManifests manifests)
    {
        if (TypedAccessor.Of(call, manifests) is not { } accessor)
        {
            return;
        }

        string arguments = SubjectWord(accessor.Subject) + (call.Method.Kind == FlagCallKind.Bandit ? ", actions" : "");
        context.ReportDiagnostic(Diagnostic.Create(
            Rule,
            call.NameLocation,
            call.Flag!.Key,
            $"{manifests.Options.Facade}.{accessor.Path}.{accessor.Method}({arguments})"));
    }

    private static string SubjectWord(SubjectNames? subject) =>
        subject is null or { Stem.Length: 0 } ? "subject" : char.ToLowerInvariant(subject.Stem[0]) + subject.Stem.Substring(1);
}
