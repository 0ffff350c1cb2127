using EppoTyped.Analyzers.Calls;
using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>A call of a deprecated flag that can be replaced with its final value.</summary>
/// <param name="Call">The call.</param>
/// <param name="Flag">The flag.</param>
/// <param name="Value">The expression that replaces it.</param>
internal sealed record RetiredCall(InvocationExpressionSyntax Call, FlagDefinition Flag, ExpressionSyntax Value)
{
    /// <summary>Reads the call at a marked use; null where it cannot be replaced.</summary>
    public static RetiredCall? At(TextSpan marked, SyntaxNode root, SemanticModel model, RetirementContext context)
    {
        SyntaxNode node = root.FindNode(marked, getInnermostNodeForTie: true);
        if (FindCall(node) is not { } call || model.GetOperation(call) is not IInvocationOperation operation || operation.Syntax != call)
        {
            return null;
        }

        RetiredCall? read = ReadKeyed(node, call, operation, context)
            ?? ReadTyped(node, call, operation, model, context)
            ?? ReadHandle(node, call, operation, model, context);
        return read is not null && CanHoldValue(call, model) && KeptEffects.Of(operation, model) is not null ? read : null;
    }

    private static InvocationExpressionSyntax? FindCall(SyntaxNode node)
    {
        // For an accessor, the call is around the member access; else the mark is in an argument.
        ExpressionSyntax? whole = node.Parent is MemberAccessExpressionSyntax access && access.Name == node
            ? access
            : node as ExpressionSyntax;
        if (whole?.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } method
            && method.Expression == whole
            && call.Expression == method)
        {
            return call;
        }

        return node.FirstAncestorOrSelf<ArgumentSyntax>()?.Parent?.Parent as InvocationExpressionSyntax;
    }

    private static RetiredCall? ReadKeyed(
        SyntaxNode node,
        InvocationExpressionSyntax call,
        IInvocationOperation operation,
        RetirementContext context)
    {
        if (FlagCall.Read(
            operation,
            context.Runtime,
            context.Manifests) is not { Flag: { } flag, Key.IsParameterDefault: false,
                Method: { IsDetails: false, IsText: false } method } read)
        {
            return null;
        }

        if (!read.FlagKey.Syntax.Span.Contains(node.Span))
        {
            return null;
        }

        ExpressionSyntax? value = method.Kind switch
        {
            FlagCallKind.Assignment => FinalValue.OfKey(flag, method.Type!.Value),

            // The older API returns null where nothing is assigned. It is replaced where the nullable type does not matter.
            FlagCallKind.Legacy when method.Type is null or FlagType.String => FinalValue.OfKey(flag, FlagType.String),
            FlagCallKind.Legacy when IsComparedOrHasFallback(call) => FinalValue.OfKey(flag, method.Type!.Value),
            _ => null,
        };
        return value is null ? null : new RetiredCall(call, flag, value);
    }

    private static bool IsComparedOrHasFallback(InvocationExpressionSyntax call) => call.Parent is BinaryExpressionSyntax binary
        && (binary.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression
            || (binary.IsKind(SyntaxKind.CoalesceExpression) && binary.Left == call));

    private static RetiredCall? ReadTyped(
        SyntaxNode node,
        InvocationExpressionSyntax call,
        IInvocationOperation operation,
        SemanticModel model,
        RetirementContext context)
    {
        if (operation.TargetMethod.Name is not ("IsEnabled" or "Variant" or "Value")
            || !call.Expression.Span.Contains(node.Span)
            || !IsOurs(operation.TargetMethod)
            || context.Accessors.OfAccessor(model.GetSymbolInfo(node).Symbol) is not { } flag)
        {
            return null;
        }

        return OfType(call, flag, operation, model, context);
    }

    private static bool IsOurs(IMethodSymbol method) =>
        RuntimeTypes.IsGenerated(method.ContainingType) || RuntimeTypes.IsBoundFlag(method.ContainingType);

    /// <summary><c>client.Peek(DarkModeFlag.Flag, user)</c> and <c>client.GetValue(...)</c>.</summary>
    private static RetiredCall? ReadHandle(
        SyntaxNode node,
        InvocationExpressionSyntax call,
        IInvocationOperation operation,
        SemanticModel model,
        RetirementContext context)
    {
        IMethodSymbol method = operation.TargetMethod;
        if (method.Name is not ("GetValue" or "Peek")
            || !SymbolEqualityComparer.Default.Equals(method.ContainingType, context.Runtime.FlagClient))
        {
            return null;
        }

        return context.Accessors.OfHandle(model.GetSymbolInfo(node).Symbol) is { } flag
            && operation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "flag")?.Syntax.Span.Contains(node.Span) == true
            ? OfType(call, flag, operation, model, context)
            : null;
    }

    private static RetiredCall? OfType(
        InvocationExpressionSyntax call,
        FlagDefinition flag,
        IInvocationOperation operation,
        SemanticModel model,
        RetirementContext context) =>
        context.Manifests.AccessorOf(flag.Key, out _) is { } names
            && operation.Type is { } type
            && FinalValue.OfAccessor(flag, names, type, model, call.SpanStart) is { } value
                ? new RetiredCall(call, flag, value)
                : null;

    /// <summary>False where C# allows a call but not a value.</summary>
    private static bool CanHoldValue(InvocationExpressionSyntax call, SemanticModel model) => call.Parent switch
    {
        ForStatementSyntax loop => loop.Condition == call,
        LambdaExpressionSyntax lambda => model.GetSymbolInfo(lambda).Symbol is IMethodSymbol { ReturnsVoid: false },
        ArrowExpressionClauseSyntax arrow =>
            arrow.Parent is not null && model.GetDeclaredSymbol(arrow.Parent) is not IMethodSymbol { ReturnsVoid: true },
        _ => true,
    };
}
