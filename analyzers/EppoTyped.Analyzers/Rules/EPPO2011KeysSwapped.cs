using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using Microsoft.CodeAnalysis;

namespace EppoTyped.Analyzers.Rules;

/// <summary>The keys of the flag and of the subject are swapped: both are texts, and the older API has them in the other order.</summary>
internal sealed class EPPO2011KeysSwapped : FlagRule
{
    public const string Id = "EPPO2011";

    private static readonly DiagnosticDescriptor Rule = DescribeUse(
        Id,
        "Flag key and subject key are swapped",
        "\"{0}\" is a flag key in the place of the subject key, and there is no flag \"{1}\"; swap the two",
        DiagnosticSeverity.Warning);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Register(FlagProject project) => project.RegisterCallAction((context, call) =>
    {
        if (IsSwapped(call, project))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rule,
                call.SubjectKey!.Value.Syntax.GetLocation(),
                ConstantText.Of(call.SubjectKey.Value)!.Value,
                call.Key!.Value));
        }
    });

    /// <summary>True where the subject's key is a flag and the flag's key is not, so that the unknown key is a subject's.</summary>
    public static bool IsSwapped(FlagCall call, FlagProject project) =>
        call.Key is { IsParameterDefault: false } key && !project.IsKnown(key.Value)
        && ConstantText.Of(call.SubjectKey?.Value) is { IsParameterDefault: false } subject && project.IsKnown(subject.Value);
}
