using EppoTyped.Generator.CSharp;
using EppoTyped.Generator.Models;

namespace EppoTyped.Generator.Emit;

/// <summary>Writes the methods that evaluate a flag: each of them twice, the second one with a default of the caller's.</summary>
/// <param name="writer">The file.</param>
/// <param name="flag">The flag.</param>
/// <param name="handle">The expression of the flag's handle.</param>
/// <param name="subjectType">The type of the subject that a method takes; null where the struct holds the subject itself.</param>
internal sealed class FlagMethods(SourceWriter writer, FlagModel flag, string handle, string? subjectType)
{
    public void Write()
    {
        string type = flag.ValueType;
        Write(type, ValueMethod(), "Value", "Evaluates the flag", actions: null);
        Write($"{Names.Runtime}Evaluation<{type}>", "Details", "Details", "Evaluates the flag and returns its details", actions: null);
        if (flag.Action is not { } action)
        {
            return;
        }

        string actions = $"global::System.Collections.Generic.IReadOnlyList<{action.QualifiedName}>";
        string result = $"{Names.Runtime}BanditResult<{type}>";
        Write(result, "Action", "Action", "Evaluates the flag; its bandit chooses an action", actions);
        Write(
            $"{Names.Runtime}Evaluation<{result}>",
            "ActionDetails",
            "ActionDetails",
            "Evaluates the flag and returns its details; its bandit chooses an action",
            actions);
    }

    private string ValueMethod() => flag.Kind switch
    {
        FlagKind.Boolean => "IsEnabled",
        FlagKind.Choice => "Variant",
        _ => "Value",
    };

    private void Write(string returns, string method, string contract, string summary, string? actions)
    {
        string parameters = (subjectType, actions) switch
        {
            (null, null) => "",
            (null, _) => $"{actions} actions",
            (_, null) => $"{subjectType} subject",
            _ => $"{subjectType} subject, {actions} actions",
        };
        string arguments = $"_client, {handle}, {(subjectType is null ? "_subject" : "subject")}{(actions is null ? "" : ", actions")}";
        string separator = parameters.Length == 0 ? "" : ", ";
        writer.Blank();
        writer.Line($"/// <summary>{summary}.</summary>");
        writer.Line($"public {returns} {method}({parameters}) => {Names.Contract}.{contract}({arguments});");
        writer.Blank();
        writer.Line($"/// <summary>{summary}, with the caller's default.</summary>");
        writer.Line($"public {returns} {method}({parameters}{separator}{flag.ValueType} defaultValue) =>"
            + $" {Names.Contract}.{contract}({arguments}, defaultValue);");
    }
}
