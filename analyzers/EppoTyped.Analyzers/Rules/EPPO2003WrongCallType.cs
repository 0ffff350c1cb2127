using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Analyzers.Manifests;
using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Analyzers.Rules;

/// <summary>A call asks for another type than the flag has: at run time it would always return the default.</summary>
internal sealed class EPPO2003WrongCallType : FlagRule
{
    public const string Id = "EPPO2003";

    private static readonly DiagnosticDescriptor Rule = DescribeUse(
        Id,
        "Call has another type than the flag",
        "The flag \"{0}\" is {1}; {2}",
        DiagnosticSeverity.Warning);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Register(FlagProject project) => project.RegisterCallAction((context, call) =>
    {
        if (call.Flag is not { } flag)
        {
            return;
        }

        if (call.Method.Kind == FlagCallKind.Override)
        {
            AnalyzeOverride(context, call, flag);
        }
        else if (call.Method.Type is { } type && type != flag.Type)
        {
            AnalyzeCall(context, call, flag);
        }
    });

    private static void AnalyzeCall(OperationAnalysisContext context, FlagCall call, FlagDefinition flag)
    {
        string right = RightMethod(call.Method, flag.Type);
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty.Add(FixProperties.Replacement, right);

        // A constant of another type is not a default of this flag. There are no constants of parsed JSON.
        if (ConstantValue.Of(call.Default?.Value) is { IsParameterDefault: false }
            && !right.StartsWith("GetJsonAssignment", StringComparison.Ordinal))
        {
            properties = properties.Add(FixProperties.Default, ManifestLiteral.OfDefault(flag));
        }

        string outcome = call.Method.Kind == FlagCallKind.Legacy ? "returns null" : "returns its default";
        context.ReportDiagnostic(Diagnostic.Create(
            Rule,
            NameOf(call),
            properties,
            flag.Key,
            Word(flag.Type),
            $"{call.Method.Name} always {outcome}, use {right}"));
    }

    private static void AnalyzeOverride(OperationAnalysisContext context, FlagCall call, FlagDefinition flag)
    {
        if (call.Value is not { } value || Fits(value.Parameter?.Type, ConstantValue.Of(value.Value), flag.Type))
        {
            return;
        }

        string advice = flag.Type == FlagType.Object
            ? "an override takes its JSON, as text or as a JsonElement"
            : $"an override of it takes a {Keyword(flag.Type)}";
        context.ReportDiagnostic(Diagnostic.Create(Rule, value.Value.Syntax.GetLocation(), flag.Key, Word(flag.Type), advice));
    }

    private static bool Fits(ITypeSymbol? type, ConstantValue? constant, FlagType flag) => type?.SpecialType switch
    {
        SpecialType.System_String => flag is FlagType.String or FlagType.Object,
        SpecialType.System_Boolean => flag == FlagType.Boolean,
        SpecialType.System_Int64 => flag is FlagType.Integer or FlagType.Float,

        // 10.0 is serialized as 10, which is an integer.
        SpecialType.System_Double =>
            flag == FlagType.Float
                || (flag == FlagType.Integer && constant is { Value: double number } && Math.Floor(number).Equals(number)),
        _ => true,
    };

    private static string RightMethod(FlagCallMethod method, FlagType type)
    {
        bool givesText = method is { Type: FlagType.String, Kind: not FlagCallKind.Bandit and not FlagCallKind.BestAction };
        string word = type switch
        {
            FlagType.Float => "Numeric",
            FlagType.Object => givesText ? "JsonString" : "Json",
            _ => type.ToString(),
        };
        return $"{(method.Kind == FlagCallKind.Legacy ? "Find" : "Get")}{word}Assignment{(method.IsDetails ? "Details" : "")}";
    }

    private static string Word(FlagType type) => type switch
    {
        FlagType.Integer => "an integer",
        FlagType.Object => "an object",
        FlagType.Float => "a float",
        FlagType.Boolean => "a boolean",
        _ => "a string",
    };

    private static string Keyword(FlagType type) => type switch
    {
        FlagType.Integer => "long",
        FlagType.Float => "double",
        FlagType.Boolean => "bool",
        _ => "string",
    };

    private static Location NameOf(FlagCall call)
    {
        ExpressionSyntax? called = (call.Operation.Syntax as InvocationExpressionSyntax)?.Expression;
        SimpleNameSyntax? name = called switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            _ => called as SimpleNameSyntax,
        };
        return name?.Identifier.GetLocation() ?? call.Operation.Syntax.GetLocation();
    }
}
