using EppoTyped.Generator.CSharp;
using EppoTyped.Generator.Models;

namespace EppoTyped.Generator.Emit;

/// <summary>
/// Writes the record of an object flag: for each field a property whose initializer is the manifest's default, and a line that reads it.
/// </summary>
internal static class ObjectEmitter
{
    public static void Write(Declaration declare, ObjectModel model)
    {
        declare.Open(model.Documentation, "sealed record " + model.Name);
        WriteBody(declare.Writer, model);
        declare.Writer.Close();
    }

    private static void WriteBody(SourceWriter writer, ObjectModel model)
    {
        foreach (FieldModel field in model.Fields)
        {
            writer.Document(field.Documentation);
            writer.Line($"public {field.Type} {field.Property} {{ get; init; }} = {field.Default};");
            writer.Blank();
        }

        string type = model.QualifiedName;
        writer.Open($"internal static {type} Read({Names.JsonPlace} json, {type}? fallback) => new {type}()");
        foreach (FieldModel field in model.Fields)
        {
            writer.Line($"{field.Property} = {field.Reading},");
        }

        writer.Close("};");
        foreach (ObjectModel nested in model.Nested)
        {
            writer.Blank();
            writer.Document(nested.Documentation);
            writer.Open("public sealed record " + nested.Name);
            WriteBody(writer, nested);
            writer.Close();
        }
    }
}
