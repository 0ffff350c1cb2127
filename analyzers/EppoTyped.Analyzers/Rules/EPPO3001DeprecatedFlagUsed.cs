using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers.Rules;

/// <summary>Code uses a flag that is deprecated in the manifest: by its accessor, by its handle or by its key.</summary>
internal sealed class EPPO3001DeprecatedFlagUsed : FlagRule
{
    public const string Id = "EPPO3001";

    private static readonly DiagnosticDescriptor Rule = DescribeLifecycle(
        Id,
        "Deprecated flag used",
        "Flag \"{0}\" is deprecated{1}; {2}",
        DiagnosticSeverity.Warning);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Register(FlagProject project)
    {
        if (project.Manifests is not { } manifests || !manifests.Flags.Any(placed => placed.Flag.Deprecated is not null))
        {
            return;
        }

        Lazy<FlagAccessors> accessors = new(() => FlagAccessors.Of(
            project.Context.Compilation,
            manifests,
            flag => flag.Deprecated is not null));
        project.RegisterCallAction((context, call) =>
        {
            if (call is { Key: { } key, Flag: { Deprecated: not null } flag })
            {
                Report(context, flag, key.Location);
            }
        });
        project.Context.RegisterOperationAction(
            context => Analyze(context, accessors.Value),
            OperationKind.PropertyReference,
            OperationKind.FieldReference);
    }

    private static void Analyze(OperationAnalysisContext context, FlagAccessors accessors)
    {
        ISymbol member = ((IMemberReferenceOperation)context.Operation).Member;
        if (!accessors.MayBe(member.Name))
        {
            return;
        }

        if (accessors.OfAccessor(member) is { } flag && !accessors.IsQualifierOnly(context.Operation))
        {
            Report(context, flag, NameOf(context.Operation.Syntax).GetLocation());
        }
        else if (accessors.OfHandle(member) is { } named && !IsKeyOfACall(context.Operation))
        {
            Report(context, named, context.Operation.Syntax.GetLocation());
        }
    }

    private static SyntaxNode NameOf(SyntaxNode accessor) => accessor switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => accessor,
    };

    /// <summary>True where the string-keyed call is reported itself.</summary>
    private static bool IsKeyOfACall(IOperation handle) =>
        handle.Parent is IArgumentOperation { Parameter.Name: "flagKey" or "flagOrExperimentKey" };

    private static void Report(OperationAnalysisContext context, FlagDefinition flag, Location location)
    {
        DeprecationDefinition deprecated = flag.Deprecated!;
        string why = deprecated.Message is { Length: > 0 } message ? ": " + message.TrimEnd('.', ' ') : "";
        string advice = deprecated.ReplaceWith is { } value
            ? $"its final value is {Format(value)}, which the fix puts in place of the call, and it removes code that can no longer run"
            : "add \"replaceWith\" in flags.json, and a fix replaces its calls with that value";
        context.ReportDiagnostic(Diagnostic.Create(Rule, location, flag.Key, why, advice));
    }

    private static string Format(ManifestValue value) => value.Kind switch
    {
        ManifestValueKind.String => $"\"{value.Text}\"",
        ManifestValueKind.Array or ManifestValueKind.Object => "the object in flags.json",
        _ => value.Text,
    };
}
