using EppoTyped.Analyzers.Manifests;
using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers.Calls;

/// <summary>A string-keyed call of the runtime, understood: which argument is what, which flag it asks and as what.</summary>
internal sealed class FlagCall
{
    private AnswerUses? _uses;
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

    /// <summary>The flag's key where the compiler knows it.</summary>
    public ConstantText? Key { get; }

    public IArgumentOperation? SubjectKey { get; }

    /// <summary>The subject's attributes; null where the call leaves them out.</summary>
    public IArgumentOperation? Attributes { get; }

    /// <summary>The <c>ContextAttributes</c> of a bandit call.</summary>
    public IArgumentOperation? SubjectContext { get; }

    public IArgumentOperation? Actions { get; }

    public IArgumentOperation? Default { get; }

    /// <summary>The value of an override.</summary>
    public IArgumentOperation? Value { get; }

    /// <summary>The flag in the project's manifests; null where its key is not known or is not there.</summary>
    public FlagDefinition? Flag { get; private init; }

    /// <summary>The attributes it is given, each set beside what its manifest declares; read when somebody asks.</summary>
    public IReadOnlyList<GivenAttributes> Given => _given ??= GivenAttributes.Of(this);

    public RuntimeTypes Runtime { get; }

    public ProjectManifests? Manifests { get; }

    /// <summary>The name of the method, where it is called.</summary>
    public Location NameLocation => Operation.Syntax switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.GetLocation(),
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } => binding.Name.GetLocation(),
        InvocationExpressionSyntax invocation => invocation.Expression.GetLocation(),
        { } syntax => syntax.GetLocation(),
    };

    /// <summary>Understands an invocation; null for one that asks no flag by its key.</summary>
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

    /// <summary>What becomes of the variation it answers, followed once for all rules; null where the flag has no variations.</summary>
    public AnswerUses? UsesOfAnswer(RuntimeTypes runtime)
    {
        if (!_isFollowed)
        {
            (_uses, _isFollowed) = (AnswerUses.Of(this, runtime), true);
        }

        return _uses;
    }

    private IArgumentOperation? Argument(params string[] names) =>
        Operation.Arguments
            .FirstOrDefault(argument => argument.ArgumentKind != ArgumentKind.DefaultValue && names.Contains(argument.Parameter?.Name));
}
