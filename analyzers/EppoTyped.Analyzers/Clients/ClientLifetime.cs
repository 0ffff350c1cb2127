using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers.Clients;

/// <summary>How often the place of a call is reached in the life of a process, as far as its surroundings tell.</summary>
internal static class ClientLifetime
{
    private const string EachRequest = "for each request";
    private const string EachScope = "for each scope or each use";

    // By name, so that nothing of ASP.NET is needed to know them.
    private static readonly HashSet<string> RequestTypes = new(
        ["HttpContext", "HttpRequest", "EndpointFilterInvocationContext"],
        StringComparer.Ordinal);
    private static readonly HashSet<string> RequestBases = new(
        ["Controller", "ControllerBase", "PageModel", "ViewComponent", "Hub"],
        StringComparer.Ordinal);

    // What calls the lambda it is given, and when; null for what calls it once and keeps the result.
    private static readonly Dictionary<string, string?> Known = new(StringComparer.Ordinal)
    {
        ["MapGet"] = EachRequest,
        ["MapPost"] = EachRequest,
        ["MapPut"] = EachRequest,
        ["MapDelete"] = EachRequest,
        ["MapPatch"] = EachRequest,
        ["MapMethods"] = EachRequest,
        ["AddScoped"] = EachScope,
        ["TryAddScoped"] = EachScope,
        ["AddTransient"] = EachScope,
        ["TryAddTransient"] = EachScope,
        ["AddSingleton"] = null,
        ["TryAddSingleton"] = null,
        ["GetOrAdd"] = null,
        ["GetOrCreate"] = null,
        ["GetOrCreateAsync"] = null,
        ["EnsureInitialized"] = null,
    };

    /// <summary>When it is reached again, as part of a sentence; null where once is likely.</summary>
    /// <param name="call">The call that builds a client.</param>
    /// <param name="container">The member it stands in.</param>
    public static string? WhenRepeated(IInvocationOperation call, ISymbol container)
    {
        if (IsKeptForAll(call))
        {
            return null;
        }

        bool isInFunction = false;
        for (IOperation? here = call.Parent; here is not null; here = here.Parent)
        {
            switch (here)
            {
                case ILoopOperation loop when !isInFunction && RetryLoop.IsLoop(loop, call):
                    return "in every round of a loop";
                case IAnonymousFunctionOperation function:
                    isInFunction = true;
                    if (TakesRequest(function.Symbol))
                    {
                        return EachRequest;
                    }

                    if (ReceiverOf(function.Syntax) is { } receiver && Known.TryGetValue(receiver, out string? when))
                    {
                        return when;
                    }

                    break;
                case ILocalFunctionOperation function:
                    isInFunction = true;
                    if (TakesRequest(function.Symbol))
                    {
                        return EachRequest;
                    }

                    break;
            }
        }

        return IsOfRequests(container) ? EachRequest : null;
    }

    private static bool IsOfRequests(ISymbol container)
    {
        if (container is IMethodSymbol { MethodKind: not MethodKind.Constructor } method && TakesRequest(method))
        {
            return true;
        }

        for (INamedTypeSymbol? type = container.ContainingType; type is not null; type = type.BaseType)
        {
            if (RequestBases.Contains(type.Name)
                || type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ApiControllerAttribute"))
            {
                return !container.IsStatic;
            }
        }

        return false;
    }

    private static bool TakesRequest(IMethodSymbol method) =>
        method.Parameters.Any(parameter => RequestTypes.Contains(parameter.Type.Name));

    /// <summary>The method a lambda is passed to.</summary>
    private static string? ReceiverOf(SyntaxNode lambda) =>
        lambda.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax invocation }
            ? invocation.Expression switch
            {
                MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
                SimpleNameSyntax name => name.Identifier.ValueText,
                _ => null,
            }
            : null;

    /// <summary>True when the client goes into a static member: built when it is first asked for.</summary>
    private static bool IsKeptForAll(IOperation call)
    {
        IOperation here = call;
        while (here.Parent is IAwaitOperation or IConversionOperation)
        {
            here = here.Parent;
        }

        return here.Parent switch
        {
            ICoalesceAssignmentOperation assignment => IsStatic(assignment.Target),
            ISimpleAssignmentOperation assignment => IsStatic(assignment.Target),
            _ => false,
        };
    }

    private static bool IsStatic(IOperation target) => target is IMemberReferenceOperation { Member.IsStatic: true };
}
