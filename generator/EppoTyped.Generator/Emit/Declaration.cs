using EppoTyped.Generator.Models;

namespace EppoTyped.Generator.Emit;

/// <summary>Begins types: documentation, the attributes of generated code, accessibility.</summary>
internal sealed class Declaration(SourceWriter writer, Settings settings)
{
    // The version of the contract with the runtime, not of the package: an upgrade alone must not change a line of source.
    private const string GeneratedBy = "[global::System.CodeDom.Compiler.GeneratedCode(\"EppoTyped.Generator\", \"1\")]";
    private const string NotCovered = "[global::System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage]";

    public SourceWriter Writer => writer;

    /// <summary>The name of a type of the namespace from everywhere.</summary>
    public string Qualify(string type) => $"global::{Names.EscapeParts(settings.Namespace)}.{type}";

    /// <summary>Opens a top-level type.</summary>
    public void Open(Documentation documentation, string declaration)
    {
        writer.Blank();
        writer.Document(documentation);
        writer.Line(GeneratedBy);
        if (!declaration.StartsWith("enum ", StringComparison.Ordinal))
            writer.Line(NotCovered);
        writer.Open($"{(settings.IsPublic ? "public" : "internal")} {declaration}");
    }
}
