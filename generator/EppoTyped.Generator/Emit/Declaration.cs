using EppoTyped.Generator.CSharp;
using EppoTyped.Generator.Models;
using EppoTyped.Manifest.Plan;

namespace EppoTyped.Generator.Emit;

/// <summary>Opens types with their documentation, the attributes of generated code and their accessibility.</summary>
internal sealed class Declaration(SourceWriter writer, GenerationOptions options)
{
    private readonly string _accessibility = options.IsPublic ? "public" : "internal";

    public SourceWriter Writer => writer;

    /// <summary>
    /// Gives a member the documentation of a type. It refers to the type by its id: to resolve a name costs the compiler more than the
    /// member.
    /// </summary>
    public void DocumentAs(string type) => writer.Line($"/// <inheritdoc cref=\"T:{options.Namespace}.{type.TrimStart('@')}\"/>");

    /// <summary>Opens a top-level type.</summary>
    public void Open(Documentation documentation, string declaration)
    {
        writer.Blank();
        writer.Document(documentation);
        writer.Line(declaration.StartsWith("enum ", StringComparison.Ordinal) ? Names.GeneratedEnum : Names.GeneratedType);
        writer.Open($"{_accessibility} {declaration}");
    }
}
