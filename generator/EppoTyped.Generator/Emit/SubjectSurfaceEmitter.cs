using EppoTyped.Generator.CSharp;
using EppoTyped.Generator.Models;

namespace EppoTyped.Generator.Emit;

/// <summary>
/// Writes what <c>For</c> returns: the flags of one subject. A flag is one line; only an accessor with others below it needs a struct.
/// </summary>
internal static class SubjectSurfaceEmitter
{
    public static void WriteAll(Declaration declare, FlagsModel model)
    {
        for (int index = 0; index < model.Surfaces.Count; index++)
        {
            Open(declare, new Documentation("The flags of one subject."), model.Surfaces[index].Type);
            WriteMembers(declare, model.Accessors, index);
            declare.Writer.Close();
            WriteNested(declare, model.Accessors, index);
        }
    }

    private static void WriteNested(Declaration declare, EquatableArray<AccessorModel> accessors, int index)
    {
        foreach (AccessorModel accessor in accessors)
        {
            if (accessor.Surfaces[index].Struct is not { } type)
            {
                continue;
            }

            Open(declare, accessor.Documentation, type);
            if (accessor.Surfaces[index].HasFlag)
            {
                new FlagMethods(declare.Writer, accessor.Flag!, Names.Here(accessor.Type) + ".Flag", subjectType: null).Write();
            }

            WriteMembers(declare, accessor.Children, index);
            declare.Writer.Close();
            WriteNested(declare, accessor.Children, index);
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

    private static void WriteMembers(Declaration declare, EquatableArray<AccessorModel> accessors, int index)
    {
        foreach (AccessorModel accessor in accessors)
        {
            SurfaceAccessor surface = accessor.Surfaces[index];
            string property;
            if (surface.Struct is { } type)
            {
                property = $"{Names.Here(type)} {accessor.Name} => new(_client, _subject);";
            }
            else if (surface.HasFlag)
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
        FlagKind.Boolean => $"{Names.Services}BoundBoolean",
        FlagKind.Choice when flag.Action is { } action => $"{Names.Services}BoundBandit<{flag.ValueType}, {action.QualifiedName}>",
        FlagKind.Choice => $"{Names.Services}BoundVariant<{flag.ValueType}>",
        _ => $"{Names.Services}BoundValue<{flag.ValueType}>",
    };
}
