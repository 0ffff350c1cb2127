using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using Microsoft.CodeAnalysis;

namespace EppoTyped.Analyzers.Rules;

/// <summary>
/// The flag's key stands where the subject's belongs, and the other way round: both are texts, and the older API had them in the other
/// order.
/// </summary>
internal sealed class EPPO2011KeysSwapped : FlagRule
{
    public const string Id = "EPPO2011";

    private static readonly DiagnosticDescriptor Rule = DescribeUse(
        Id,
        "Flag key and subject key are swapped",
        "\"{0}\" is a flag and stands where the subject's key belongs, and no flag is called \"{1}\"; swap the two",
        DiagnosticSeverity.Warning);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Register(FlagProject project) => project.OnCall((context, call) =>
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

    /// <summary>True where the subject is a flag and the flag is none; what then seems to be an unknown key is a subject.</summary>
    public static bool IsSwapped(FlagCall call, FlagProject project) =>
        call.Key is { IsParameterDefault: false } key && !project.IsKnown(key.Value)
        && ConstantText.Of(call.SubjectKey?.Value) is { IsParameterDefault: false } subject && project.IsKnown(subject.Value);
}
