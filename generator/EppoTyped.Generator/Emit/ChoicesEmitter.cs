using System.Globalization;
using EppoTyped.Generator.CSharp;
using EppoTyped.Generator.Models;

namespace EppoTyped.Generator.Emit;

/// <summary>Writes the enum of a closed list of texts, and the class that converts between texts and members.</summary>
internal static class ChoicesEmitter
{
    /// <param name="declare">The file to write to.</param>
    /// <param name="choices">The enum.</param>
    /// <param name="ofAttribute">True where a value can be absent or not a member, and has no text then.</param>
    public static void Write(Declaration declare, ChoicesModel choices, bool ofAttribute)
    {
        WriteEnum(declare, choices);
        WriteCompanion(declare, choices, ofAttribute);
    }

    private static void WriteEnum(Declaration declare, ChoicesModel choices)
    {
        SourceWriter writer = declare.Writer;
        declare.Open(choices.Documentation, "enum " + choices.Name);
        int number = 0;
        foreach (ChoiceModel member in choices.Members)
        {
            // No member is 0: default(T) must not silently be a treatment, and can mean that there is no value.
            number++;
            writer.Document(member.Documentation);
            writer.Line($"{member.Name} = {number.ToString(CultureInfo.InvariantCulture)},");
            writer.Blank();
        }

        writer.Close();
    }

    private static void WriteCompanion(Declaration declare, ChoicesModel choices, bool ofAttribute)
    {
        SourceWriter writer = declare.Writer;
        string type = Names.Here(choices.Name);
        declare.Open(choices.Documentation, $"static class {choices.Companion}");
        writer.Document("<summary>Every member, in the order of the manifest.</summary>");
        string members = string.Join(", ", choices.Members.Select(member => $"{type}.{member.Name}"));
        writer.Line($"public static {Names.ValueList}<{type}> All {{ get; }} = [{members}];");
        writer.Blank();
        writer.Document("<summary>The text on the wire. Throws if the value is not a member.</summary>");
        if (ofAttribute)
        {
            writer.Line($"public static string ToValue(this {type} value) => TextOf(value) ?? throw {Names.Contract}.NoMember(value);");
        }
        else
        {
            WriteTexts(
                writer,
                choices,
                type,
                $"public static string ToValue(this {type} value)",
                $"throw {Names.Contract}.NoMember(value)");
        }

        writer.Blank();
        WriteTryParse(writer, choices, type);
        if (ofAttribute)
        {
            writer.Blank();
            WriteTexts(writer, choices, type, $"internal static string? TextOf({type}? value)", "null");
        }

        writer.Close();
    }

    private static void WriteTexts(SourceWriter writer, ChoicesModel choices, string type, string method, string otherwise)
    {
        writer.Open(method + " => value switch");
        foreach (ChoiceModel member in choices.Members)
        {
            writer.Line($"{type}.{member.Name} => {Literal.Of(member.Value)},");
        }

        writer.Line($"_ => {otherwise},");
        writer.Close("};");
    }

    private static void WriteTryParse(SourceWriter writer, ChoicesModel choices, string type)
    {
        writer.Document("<summary>Finds the member for a text on the wire, compared ordinally.</summary>");
        writer.Open($"public static bool TryParse(string? text, out {type} value)");
        writer.Open("value = text switch");
        foreach (ChoiceModel member in choices.Members)
        {
            writer.Line($"{Literal.Of(member.Value)} => {type}.{member.Name},");
        }

        writer.Line("_ => default,");
        writer.Close("};");
        writer.Line("return value != default;");
        writer.Close();
    }
}
