using EppoTyped.Generator.CSharp;
using EppoTyped.Generator.Models;

namespace EppoTyped.Generator.Emit;

/// <summary>
/// Writes the record of a subject or an action. It finds attributes with a switch, and its text shows the key and no personal data.
/// </summary>
internal static class KeyedEmitter
{
    public static void Write(Declaration declare, KeyedModel keyed)
    {
        SourceWriter writer = declare.Writer;
        declare.Open(keyed.Documentation, $"sealed record {keyed.Name} : {keyed.Contract}");
        writer.Document($"<summary>{(keyed.Contract == Names.Subject ? "A subject" : "An action")} with this key.</summary>");
        writer.Document($"<param name=\"key\">{keyed.KeyMeaning}</param>");
        writer.Open($"public {keyed.Name}(string key)");
        writer.Line("global::System.ArgumentNullException.ThrowIfNull(key);");
        writer.Line("Key = key;");
        writer.Close();
        writer.Blank();
        writer.Document("<inheritdoc/>");
        writer.Line("public string Key { get; }");
        foreach (AttributeModel attribute in keyed.Attributes)
        {
            writer.Blank();
            writer.Document(attribute.Documentation);
            string type = attribute.Required ? $"required {attribute.Type}" : $"{attribute.Type}?";
            writer.Line($"public {type} {attribute.Property} {{ get; init; }}");
        }

        WriteTryGetAttribute(writer, keyed);
        WriteCopyAttributes(writer, keyed);
        writer.Blank();
        writer.Open("private bool PrintMembers(global::System.Text.StringBuilder builder)");
        writer.Line("builder.Append(\"Key = \").Append(Key);");
        writer.Line("return true;");
        writer.Close();
        writer.Close();
        foreach (AttributeModel attribute in keyed.Attributes)
        {
            if (attribute.Choices is not null)
            {
                ChoicesEmitter.Write(declare, attribute.Choices, ofAttribute: true);
            }
        }
    }

    private static void WriteTryGetAttribute(SourceWriter writer, KeyedModel keyed)
    {
        writer.Blank();
        writer.Document("<inheritdoc/>");
        writer.Open($"public bool TryGetAttribute(string name, out {Names.AttributeValue} value)");
        writer.Open("value = name switch");
        foreach (AttributeModel attribute in keyed.Attributes)
        {
            writer.Line($"{Literal.Of(attribute.Key)} => {ValueOf(attribute)},");
        }

        writer.Line("_ => default,");
        writer.Close("};");
        writer.Line("return !value.IsNull;");
        writer.Close();
    }

    private static void WriteCopyAttributes(SourceWriter writer, KeyedModel keyed)
    {
        writer.Blank();
        writer.Document("<inheritdoc/>");
        writer.Open(
            $"public void CopyAttributesTo(global::System.Collections.Generic.IDictionary<string, {Names.AttributeValue}> attributes)");
        foreach (AttributeModel attribute in keyed.Attributes)
        {
            writer.Line($"{Names.Contract}.CopyAttribute(attributes, {Literal.Of(attribute.Key)}, {ValueOf(attribute)});");
        }

        writer.Close();
    }

    private static string ValueOf(AttributeModel attribute)
    {
        string property = "this." + attribute.Property;
        string value = attribute.Choices is not { } choices ? property
            : $"{choices.QualifiedCompanion}.TextOf({property})";
        return $"{Names.AttributeValue}.Of({value})";
    }
}
