using EppoTyped.Analyzers.Manifests;
using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers.Calls;

/// <summary>A string-keyed call of the runtime: its arguments by meaning, its flag, and the type it asks for.</summary>
internal sealed class FlagCall
{
    private ValueUses? _uses;
    private bool _isFollowed;
    private IReadOnlyList<GivenAttributes>? _given;

    private FlagCall(
        IInvocationOperation operation,
        FlagCallMethod method,
        IArgumentOperation flagKey,
        RuntimeTypes runtime,
        ProjectManifests? manifests)
    {
        (Operation, Method, FlagKey, Runtime, Manifests) = (operation, method, flagKey, runtime, manifests);
        Key = ConstantText.Of(flagKey.Value);
        Client = operation.Instance ?? Argument("client")?.Value;
        SubjectKey = Argument("subjectKey");
        Attributes = Argument("attributes", "subjectAttributes");
        SubjectContext = Argument("subject");
        Actions = Argument("actions");
        Default = Argument("defaultValue", "defaultAction");
        Value = Argument("value");
    }

    public IInvocationOperation Operation { get; }

    public FlagCallMethod Method { get; }

    /// <summary>The client that evaluates: before the method's name, or the first argument of a static call.</summary>
    public IOperation? Client { get; }

    public IArgumentOperation FlagKey { get; }

    /// <summary>The flag's key; null where it is known only at run time.</summary>
    public ConstantText? Key { get; }

    public IArgumentOperation? SubjectKey { get; }

    /// <summary>The subject's attributes; null where the call omits them.</summary>
    public IArgumentOperation? Attributes { get; }

    /// <summary>The <c>ContextAttributes</c> of a bandit call.</summary>
    public IArgumentOperation? SubjectContext { get; }

    public IArgumentOperation? Actions { get; }

    public IArgumentOperation? Default { get; }

    /// <summary>The value of an override.</summary>
    public IArgumentOperation? Value { get; }

    /// <summary>The flag in the project's manifests; null where the key is known only at run time or is not declared.</summary>
    public FlagDefinition? Flag { get; private init; }

    /// <summary>The attributes that it passes, each set with the attributes that the manifest declares. They are read lazily.</summary>
    public IReadOnlyList<GivenAttributes> Given => _given ??= GivenAttributes.Of(this);

    public RuntimeTypes Runtime { get; }

    public ProjectManifests? Manifests { get; }

    /// <summary>The place of the method's name in the call.</summary>
    public Location NameLocation => Operation.Syntax switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.GetLocation(),
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } => binding.Name.GetLocation(),
        InvocationExpressionSyntax invocation => invocation.Expression.GetLocation(),
        { } syntax => syntax.GetLocation(),
    };

    /// <summary>Reads an invocation; null for one that does not evaluate a flag by its key.</summary>
    public static FlagCall? Read(IInvocationOperation operation, RuntimeTypes runtime, ProjectManifests? manifests)
    {
        if (FlagCallMethod.Of(operation.TargetMethod, runtime) is not { } method)
        {
            return null;
        }

        IArgumentOperation? flagKey = operation.Arguments
            .FirstOrDefault(argument => argument.Parameter?.Name is "flagKey" or "flagOrExperimentKey");
        if (flagKey is null)
        {
            return null;
        }

        return new FlagCall(operation, method, flagKey, runtime, manifests)
        {
            Flag = ConstantText.Of(flagKey.Value) is { } key ? manifests?.Find(key.Value) : null,
        };
    }

    /// <summary>The uses of the variation it returns, found once for all rules; null where the flag has no variations.</summary>
    public ValueUses? UsesOfValue(RuntimeTypes runtime)
    {
        if (!_isFollowed)
        {
            (_uses, _isFollowed) = (ValueUses.Of(this, runtime), true);
        }

        return _uses;
    }

    private IArgumentOperation? Argument(params string[] names) =>
        Operation.Arguments
            .FirstOrDefault(argument => argument.ArgumentKind != ArgumentKind.DefaultValue && names.Contains(argument.Parameter?.Name));
}
