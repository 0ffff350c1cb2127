using EppoTyped.Analyzers.Calls;
using EppoTyped.Analyzers.Manifests;
using EppoTyped.CodeFixes.Effects;
using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.CodeFixes.Moves;

/// <summary>A string-keyed call that has an accessor, with the semantic model of its place.</summary>
internal sealed class CallSite
{
    private CallSite(
        FlagCall call,
        TypedAccessor accessor,
        InvocationExpressionSyntax syntax,
        SemanticModel model,
        ProjectManifests manifests,
        CancellationToken cancellation) =>
        (Call, Accessor, Syntax, Model, Manifests, Cancellation) = (call, accessor, syntax, model, manifests, cancellation);

    public FlagCall Call { get; }

    public TypedAccessor Accessor { get; }

    public InvocationExpressionSyntax Syntax { get; }

    public SemanticModel Model { get; }

    public ProjectManifests Manifests { get; }

    public CancellationToken Cancellation { get; }

    public FlagDefinition Flag => Call.Flag!;

    public static async Task<CallSite?> ReadAsync(Document document, InvocationExpressionSyntax syntax, CancellationToken cancellation)
    {
        // client?.Get...() can be null where the accessor cannot.
        if (syntax.Expression is not MemberAccessExpressionSyntax || syntax.ContainsDirectives)
        {
            return null;
        }

        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        if (model.GetOperation(syntax, cancellation) is not IInvocationOperation operation
            || RuntimeTypes.Of(model.Compilation) is not { } runtime)
        {
            return null;
        }

        Microsoft.CodeAnalysis.Diagnostics.AnalyzerOptions options = document.Project.AnalyzerOptions;
        if (ProjectManifests.Read(
            options.AdditionalFiles,
            options.AnalyzerConfigOptionsProvider.GlobalOptions,
            cancellation) is not { } manifests)
        {
            return null;
        }

        return FlagCall.Read(operation, runtime, manifests) is { } call && TypedAccessor.Of(call, manifests) is { } accessor
            ? new CallSite(call, accessor, syntax, model, manifests, cancellation)
            : null;
    }

    public ITypeSymbol? TypeOf(ExpressionSyntax expression) => Model.GetTypeInfo(expression, Cancellation).Type;

    /// <summary>The constant of an expression, whose value can be null.</summary>
    public Optional<object?> ConstantOf(ExpressionSyntax expression) => Model.GetConstantValue(expression, Cancellation);

    /// <summary>True where an expression can be null according to the compiler.</summary>
    public bool MayBeNull(ExpressionSyntax expression) =>
        ConstantOf(expression) is { HasValue: true, Value: null }
            || Model.GetTypeInfo(expression, Cancellation).Nullability.FlowState == NullableFlowState.MaybeNull;

    /// <summary>True where an expression has no side effects.</summary>
    public bool OnlyReads(ExpressionSyntax expression) => SideEffects.OnlyReads(Model.GetOperation(expression, Cancellation));

    /// <summary>The member of the flag's enum for a constant text; null where that is not a variation.</summary>
    public ExpressionSyntax? MemberFor(ExpressionSyntax constant) =>
        ConstantOf(constant) is { HasValue: true, Value: string text } ? MemberFor(text) : null;

    /// <summary>The member of the flag's enum for a text; null where that is not a variation.</summary>
    public ExpressionSyntax? MemberFor(string text)
    {
        for (int i = 0; i < Flag.Variations.Count && Accessor.Names.Enum is not null; i++)
        {
            if (string.Equals(Flag.Variations[i].Value, text, StringComparison.Ordinal))
            {
                return GeneratedName.Member(Manifests, Accessor.Names.Enum, Accessor.Names.Members[i]);
            }
        }

        return null;
    }

    /// <summary>The expression of an argument; null where it is omitted.</summary>
    public static ExpressionSyntax? Written(IArgumentOperation? argument) =>
        argument?.Syntax is ArgumentSyntax syntax ? syntax.Expression : null;
}
