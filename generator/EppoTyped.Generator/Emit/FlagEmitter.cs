using EppoTyped.Generator.CSharp;
using EppoTyped.Generator.Models;

namespace EppoTyped.Generator.Emit;

/// <summary>
/// Writes the struct of a flag or a group. The text is short and leaves parameters undocumented, because every build parses it.
/// </summary>
internal static class FlagEmitter
{
    public static void WriteAll(Declaration declare, EquatableArray<AccessorModel> accessors)
    {
        foreach (AccessorModel accessor in accessors)
        {
            Write(declare, accessor);
            WriteAll(declare, accessor.Children);
        }
    }

    private static void Write(Declaration declare, AccessorModel accessor)
    {
        SourceWriter writer = declare.Writer;
        declare.Open(accessor.Documentation, $"readonly struct {accessor.Type}");
        writer.Line($"private readonly {Names.FlagClient}? _client;");
        writer.Blank();
        writer.Line($"internal {accessor.Type}({Names.FlagClient}? client) => _client = client;");
        if (accessor.Flag is { } flag)
        {
            WriteFlag(writer, flag);
        }

        foreach (AccessorModel child in accessor.Children)
        {
            FacadeEmitter.WriteProperty(declare, child, "public", "new(_client)");
        }

        writer.Close();
    }

    private static void WriteFlag(SourceWriter writer, FlagModel flag)
    {
        string type = flag.ValueType;
        writer.Blank();
        writer.Document("<summary>The flag's key.</summary>");
        writer.Line($"public const string Key = {Literal.Of(flag.Key)};");
        writer.Blank();
        writer.Document("<summary>The manifest's default.</summary>");
        bool isMade = flag.Kind is FlagKind.Json or FlagKind.Object;
        writer.Line($"public static {type} Default => {(isMade ? "Flag.Default" : flag.Default)};");
        writer.Blank();
        writer.Document("<summary>The flag's handle.</summary>");
        writer.Line($"public static {Names.Runtime}Flag<{type}> Flag {{ get; }} = {Factory(flag, isMade ? flag.Default : "Default")};");
        new FlagMethods(writer, flag, "Flag", flag.SubjectType).Write();
    }

    private static string Factory(FlagModel flag, string fallback)
    {
        string more = flag.Kind switch
        {
            FlagKind.Choice => $", {flag.Choices!.QualifiedCompanion}.TryParse, {flag.Choices.QualifiedCompanion}.ToValue",
            FlagKind.Object => $", {flag.ValueType}.Read",
            _ => "",
        };
        more += flag.Minimum is { } minimum ? ", minimum: " + minimum : "";
        more += flag.Maximum is { } maximum ? ", maximum: " + maximum : "";
        return $"{Names.Contract}.{flag.Kind}(Key, {fallback}{more})";
    }
}
