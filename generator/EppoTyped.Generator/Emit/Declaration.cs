using EppoTyped.Generator.CSharp;
using EppoTyped.Generator.Models;

namespace EppoTyped.Generator.Emit;

/// <summary>Begins types: documentation, the attributes of generated code, accessibility.</summary>
internal sealed class Declaration(SourceWriter writer, Settings settings)
{
    private readonly string _accessibility = settings.IsPublic ? "public" : "internal";

    public SourceWriter Writer => writer;

    /// <summary>
    /// Documents a member as a type is. By the type's id: the compiler would only turn a name into it, and that costs more than the member.
    /// </summary>
    public void DocumentAs(string type) => writer.Line($"/// <inheritdoc cref=\"T:{settings.Namespace}.{type.TrimStart('@')}\"/>");

    /// <summary>Opens a top-level type.</summary>
    public void Open(Documentation documentation, string declaration)
    {
        writer.Blank();
        writer.Document(documentation);
        writer.Line(declaration.StartsWith("enum ", StringComparison.Ordinal) ? Names.GeneratedEnum : Names.GeneratedType);
        writer.Open($"{_accessibility} {declaration}");
    }
}
