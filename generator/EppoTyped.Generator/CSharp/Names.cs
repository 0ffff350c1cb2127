using Microsoft.CodeAnalysis.CSharp;

namespace EppoTyped.Generator.CSharp;

/// <summary>
/// The names that generated code refers to. They begin at the root or at an alias of the file, so that no type of the project can hide
/// them. An alias is one name where the root is five, and reading names is most of what the compiler does with generated code.
/// </summary>
internal static class Names
{
    public const string Runtime = "Eppo__::";
    public const string Services = "Code__::";
    public const string Contract = "EppoV1__";
    public const string FlagClient = Runtime + "FlagClient";
    public const string Subject = Runtime + "ISubject";
    public const string BanditAction = Runtime + "IBanditAction";
    public const string AttributeValue = Runtime + "AttributeValue";
    public const string ValueList = Runtime + "ValueList";
    public const string JsonPlace = Services + "JsonPlace";
    public const string FlagKeys = Services + "FlagKeysAttribute";
    public const string JsonElement = "global::System.Text.Json.JsonElement";

    // The version of the contract with the runtime, not of the package: an upgrade alone must not change a line of source.
    public const string GeneratedEnum = "[Generated__(\"EppoTyped.Generator\", \"1\")]";
    public const string GeneratedType = "[Generated__(\"EppoTyped.Generator\", \"1\"), NotCovered__]";

    /// <summary>
    /// The aliases, under names that no project is likely to have. A name before <c>::</c> can only be an alias, whatever types there are.
    /// </summary>
    public static IEnumerable<string> Aliases(string space) =>
    [
        "using Eppo__ = global::EppoTyped;",
        "using Code__ = global::EppoTyped.CompilerServices;",
        "using EppoV1__ = global::EppoTyped.CompilerServices.GeneratedCodeV1;",
        $"using Here__ = global::{EscapeParts(space)};",
        "using Generated__ = global::System.CodeDom.Compiler.GeneratedCodeAttribute;",
        "using NotCovered__ = global::System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverageAttribute;",
    ];

    /// <summary>The name, with <c>@</c> where it is a keyword in some place.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;

    /// <summary>A generated type, by an escaped name, in any place of a generated file.</summary>
    public static string Here(string type) => "Here__::" + type;

    /// <summary>A dotted name with every part escaped.</summary>
    public static string EscapeParts(string dotted) => string.Join(".", dotted.Split('.').Select(Escape));
}
