using EppoTyped.Generator.Models;

namespace EppoTyped.Generator.Emit;

/// <summary>Writes the enum of a closed list of texts, and the class that turns texts into members and back.</summary>
internal static class ChoicesEmitter
{
    public static void Write(Declaration declare, ChoicesModel choices)
    {
        WriteEnum(declare, choices);
        WriteCompanion(declare, choices);
    }

    private static void WriteEnum(Declaration declare, ChoicesModel choices)
    {
        SourceWriter writer = declare.Writer;
        declare.Open(choices.Documentation, "enum " + choices.Name);
        int number = 0;
        foreach (ChoiceModel member in choices.Members)
        {
            // Nothing is 0: default(T) must not silently be a treatment.
            number++;
            writer.Document(member.Documentation);
            writer.Line($"{member.Name} = {number.ToString(System.Globalization.CultureInfo.InvariantCulture)},");
            writer.Blank();
        }

        writer.Close();
    }

    private static void WriteCompanion(Declaration declare, ChoicesModel choices)
    {
        SourceWriter writer = declare.Writer;
        string type = declare.Qualify(choices.Name);
        declare.Open(choices.Documentation, $"static class {choices.Companion}");
        writer.Document("<summary>Every member, in the order of the manifest.</summary>");
        string members = string.Join(", ", choices.Members.Select(member => $"{type}.{member.Name}"));
        writer.Line($"public static {Names.ValueList}<{type}> All {{ get; }} = {Names.ValueList}.Create<{type}>([{members}]);");
        writer.Blank();
        writer.Document("<summary>The text on the wire.</summary>");
        writer.Document("<exception cref=\"global::System.ArgumentOutOfRangeException\">The value is no member.</exception>");
        writer.Line($"public static string ToValue(this {type} value) =>");
        writer.Line("    TextOf(value) ?? throw new global::System.ArgumentOutOfRangeException(nameof(value), value, \"The value is no member.\");");
        writer.Blank();
        WriteTryParse(writer, choices, type);
        writer.Blank();
        writer.Open($"internal static string? TextOf({type}? value) => value switch");
        foreach (ChoiceModel member in choices.Members)
            writer.Line($"{type}.{member.Name} => {Literal.Of(member.Value)},");
        writer.Line("_ => null,");
        writer.Close("};");
        writer.Close();
    }

    private static void WriteTryParse(SourceWriter writer, ChoicesModel choices, string type)
    {
        writer.Document("<summary>The member of a text on the wire, compared ordinally.</summary>");
        writer.Open($"public static bool TryParse(string? text, out {type} value)");
        writer.Open("switch (text)");
        foreach (ChoiceModel member in choices.Members)
        {
            writer.Line($"case {Literal.Of(member.Value)}:");
            writer.Line($"    value = {type}.{member.Name};");
            writer.Line("    return true;");
        }

        writer.Line("default:");
        writer.Line("    value = default;");
        writer.Line("    return false;");
        writer.Close();
        writer.Close();
    }
}
