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
            {
                continue;
            }

            Open(declare, accessor.Documentation, type);
            if (accessor.Bounds[surface].HasFlag)
            {
                new FlagMethods(declare.Writer, accessor.Flag!, Names.Here(accessor.Type) + ".Flag", subjectType: null).Write();
            }

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
            string property;
            if (bound.Struct is { } type)
            {
                property = $"{Names.Here(type)} {accessor.Name} => new(_client, _subject);";
            }
            else if (bound.HasFlag)
            {
                property = $"{BoundType(accessor.Flag!)} {accessor.Name} => new(_client, {Names.Here(accessor.Type)}.Flag, _subject);";
            }
            else
            {
                continue;
            }

            SourceWriter writer = declare.Writer;
            writer.Blank();
            declare.DocumentAs(accessor.Type);
            FacadeEmitter.WriteObsolete(writer, accessor);
            writer.Line($"public {property}");
        }
    }

    private static string BoundType(FlagModel flag) => flag.Kind switch
    {
        FlagKind.Boolean => $"{Names.Runtime}BoundBoolean",
        FlagKind.Choice when flag.Action is { } action => $"{Names.Runtime}BoundBandit<{flag.ValueType}, {action.QualifiedName}>",
        FlagKind.Choice => $"{Names.Runtime}BoundVariant<{flag.ValueType}>",
        _ => $"{Names.Runtime}BoundValue<{flag.ValueType}>",
    };
}
