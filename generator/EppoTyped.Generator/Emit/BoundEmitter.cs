using EppoTyped.Generator.CSharp;
using EppoTyped.Generator.Models;

namespace EppoTyped.Generator.Emit;

/// <summary>Writes what <c>For</c> gives: the flags of one subject. A flag is one line; only what has children needs a struct.</summary>
internal static class BoundEmitter
{
    public static void WriteAll(Declaration declare, FlagsModel model)
    {
        for (int surface = 0; surface < model.Bounds.Count; surface++)
        {
            BoundModel bound = model.Bounds[surface];
            Open(declare, new Documentation("The flags of one subject."), bound.Type);
            WriteMembers(declare, model.Accessors, surface);
            declare.Writer.Close();
            WriteNested(declare, model.Accessors, surface);
        }
    }

    private static void WriteNested(Declaration declare, EquatableArray<AccessorModel> accessors, int surface)
    {
        foreach (AccessorModel accessor in accessors)
        {
            if (accessor.Bounds[surface].Struct is not { } type)
                continue;
            Open(declare, accessor.Documentation, type);
            if (accessor.Bounds[surface].HasFlag)
                WriteFlag(declare, accessor);
            WriteMembers(declare, accessor.Children, surface);
            declare.Writer.Close();
            WriteNested(declare, accessor.Children, surface);
        }
    }

    private static void Open(Declaration declare, Documentation documentation, string type)
    {
        SourceWriter writer = declare.Writer;
        declare.Open(documentation, $"readonly struct {type}");
        writer.Line($"private readonly {Names.FlagClient}? _client;");
        writer.Line($"private readonly {Names.Subject}? _subject;");
        writer.Blank();
        writer.Open($"internal {type}({Names.FlagClient}? client, {Names.Subject}? subject)");
        writer.Line("_client = client;");
        writer.Line("_subject = subject;");
        writer.Close();
    }

    private static void WriteMembers(Declaration declare, EquatableArray<AccessorModel> accessors, int surface)
    {
        foreach (AccessorModel accessor in accessors)
        {
            BoundAccessorModel bound = accessor.Bounds[surface];
            string? value = bound.Struct is { } type ? $"{Names.Here(type)} {accessor.Name} => new(_client, _subject);"
                : bound.HasFlag ? $"{BoundType(accessor.Flag!)} {accessor.Name} => new(_client, {Names.Here(accessor.Type)}.Flag, _subject);"
                : null;
            if (value is null)
                continue;
            SourceWriter writer = declare.Writer;
            writer.Blank();
            declare.DocumentAs(accessor.Type);
            FacadeEmitter.WriteObsolete(writer, accessor);
            writer.Line("public " + value);
        }
    }

    private static void WriteFlag(Declaration declare, AccessorModel accessor)
    {
        FlagModel flag = accessor.Flag!;
        WriteAsk(declare, accessor, flag.ValueType, FlagEmitter.MethodOf(flag.Kind), "Value", "Evaluates the flag");
        WriteAsk(declare, accessor, $"{Names.Runtime}Evaluation<{flag.ValueType}>", "Details", "Details", "Evaluates the flag and tells why");
        if (flag.Action is { } action)
            WriteChoose(declare, accessor, action);
    }

    private static void WriteChoose(Declaration declare, AccessorModel accessor, KeyedModel action)
    {
        SourceWriter writer = declare.Writer;
        string asked = $"_client, {Names.Here(accessor.Type)}.Flag, _subject, actions";
        string actions = $"global::System.Collections.Generic.IReadOnlyList<{action.QualifiedName}> actions";
        string type = accessor.Flag!.ValueType;
        string result = $"{Names.Runtime}BanditResult<{type}>";
        foreach ((string returns, string method, string summary) in new[]
        {
            (result, "Action", "Evaluates the flag and lets its bandit choose an action"),
            ($"{Names.Runtime}Evaluation<{result}>", "ActionDetails", "Evaluates the flag, lets its bandit choose an action, and tells why"),
        })
        {
            writer.Blank();
            writer.Line($"/// <summary>{summary}.</summary>");
            writer.Line($"public {returns} {method}({actions}) => {Names.Contract}.{method}({asked});");
            writer.Blank();
            writer.Line($"/// <summary>{summary}, with a default of the caller's.</summary>");
            writer.Line($"public {returns} {method}({actions}, {type} defaultValue) => {Names.Contract}.{method}({asked}, defaultValue);");
        }
    }

    private static void WriteAsk(Declaration declare, AccessorModel accessor, string returns, string method, string contract, string summary)
    {
        SourceWriter writer = declare.Writer;
        string flag = Names.Here(accessor.Type) + ".Flag";
        writer.Blank();
        writer.Line($"/// <summary>{summary}.</summary>");
        writer.Line($"public {returns} {method}() => {Names.Contract}.{contract}(_client, {flag}, _subject);");
        writer.Blank();
        writer.Line($"/// <summary>{summary}, with a default of the caller's.</summary>");
        writer.Line($"public {returns} {method}({accessor.Flag!.ValueType} defaultValue) => {Names.Contract}.{contract}(_client, {flag}, _subject, defaultValue);");
    }

    private static string BoundType(FlagModel flag) => flag.Kind switch
    {
        FlagKind.Boolean => $"{Names.Runtime}BoundBoolean",
        FlagKind.Choice when flag.Action is { } action => $"{Names.Runtime}BoundBandit<{flag.ValueType}, {action.QualifiedName}>",
        FlagKind.Choice => $"{Names.Runtime}BoundVariant<{flag.ValueType}>",
        _ => $"{Names.Runtime}BoundValue<{flag.ValueType}>",
    };
}
