using EppoTyped.Generator.CSharp;
using EppoTyped.Generator.Models;
using EppoTyped.Manifest.Model;

namespace EppoTyped.Generator.Emit;

/// <summary>Writes <c>Flags</c>, the static surface, and <c>FlagSet</c>, the same surface over an injected client.</summary>
internal static class FacadeEmitter
{
    public static void Write(Declaration declare, FlagsModel model)
    {
        SourceWriter writer = declare.Writer;
        string facade = Names.Escape(model.Options.Facade);
        declare.Open(
            new Documentation("The flags of this project, evaluated by the shared client of the process."),
            $"static partial class {facade}");
        foreach (AccessorModel accessor in model.Accessors)
        {
            WriteProperty(declare, accessor, "public static", "default");
        }

        WriteFor(declare, model, "public static", "null");
        writer.Close();

        string set = Names.Escape(model.FacadeSet);
        declare.Open(new Documentation("The flags of this project, evaluated by one client."), $"sealed partial class {set}");
        writer.Line($"private readonly {Names.FlagClient} _client;");
        writer.Blank();
        writer.Document("<summary>The flags of this client.</summary>");
        writer.Document("<param name=\"client\">The client that evaluates the flags.</param>");
        writer.Open($"public {set}({Names.FlagClient} client)");
        writer.Line("global::System.ArgumentNullException.ThrowIfNull(client);");
        writer.Line("_client = client;");
        writer.Close();
        foreach (AccessorModel accessor in model.Accessors)
        {
            WriteProperty(declare, accessor, "public", "new(_client)");
        }

        WriteFor(declare, model, "public", "_client");
        writer.Close();
    }

    /// <summary>Writes the property that returns a flag or a group. It inherits the documentation of its struct.</summary>
    public static void WriteProperty(Declaration declare, AccessorModel accessor, string modifiers, string value)
    {
        SourceWriter writer = declare.Writer;
        writer.Blank();
        declare.DocumentAs(accessor.Type);
        WriteObsolete(writer, accessor);
        writer.Line($"{modifiers} {Names.Here(accessor.Type)} {accessor.Name} => {value};");
    }

    public static void WriteObsolete(SourceWriter writer, AccessorModel accessor)
    {
        if (accessor.Obsolete is { } message)
        {
            string page = Literal.Of(RulePages.Of("{0}"));
            writer.Line($"[global::System.Obsolete({Literal.Of(message)}, DiagnosticId = \"EPPO3000\", UrlFormat = {page})]");
        }
    }

    private static void WriteFor(Declaration declare, FlagsModel model, string modifiers, string client)
    {
        SourceWriter writer = declare.Writer;
        foreach (SubjectSurface surface in model.Surfaces)
        {
            writer.Blank();
            writer.Document("<summary>The flags of one subject.</summary>");
            writer.Document("<param name=\"subject\">The subject to evaluate for.</param>");
            writer.Line($"{modifiers} {Names.Here(surface.Type)} For({surface.SubjectType} subject) => new({client}, subject);");
        }
    }
}
