using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers.Clients;

/// <summary>How often a call is reached in the life of a process, as far as the code around it shows.</summary>
internal static class ClientLifetime
{
    private const string EachRequest = "for each request";
    private const string EachScope = "for each scope or each use";

    // Compared by name, so that no reference to ASP.NET is needed.
    private static readonly HashSet<string> RequestTypes = new(
        ["HttpContext", "HttpRequest", "EndpointFilterInvocationContext"],
        StringComparer.Ordinal);
    private static readonly HashSet<string> RequestBases = new(
        ["Controller", "ControllerBase", "PageModel", "ViewComponent", "Hub"],
        StringComparer.Ordinal);

    // Methods that call their lambda, and when; null for methods that call it once and keep the result.
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

    /// <summary>When the call is reached again, as part of a sentence; null where it is probably reached once.</summary>
    /// <param name="call">The call that builds a client.</param>
    /// <param name="container">The member that contains it.</param>
    public static string? WhenRepeated(IInvocationOperation call, ISymbol container)
    {
        if (IsAssignedToStatic(call))
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

    /// <summary>The method that a lambda is passed to.</summary>
    private static string? ReceiverOf(SyntaxNode lambda) =>
        lambda.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax invocation }
            ? invocation.Expression switch
            {
                MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
                SimpleNameSyntax name => name.Identifier.ValueText,
                _ => null,
            }
            : null;

    /// <summary>True when the client is assigned to a static member, so that it is built once.</summary>
    private static bool IsAssignedToStatic(IOperation call)
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
