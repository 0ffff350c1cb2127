using Microsoft.CodeAnalysis.CSharp;

namespace EppoTyped.Generator.Emit;

/// <summary>The names that written code leans on: qualified from the root, so that no type of the project can come between.</summary>
internal static class Names
{
    public const string Runtime = "global::EppoTyped";
    public const string Services = Runtime + ".CompilerServices";
    public const string Contract = Services + ".GeneratedCodeV1";
    public const string JsonPlace = Services + ".JsonPlace";
    public const string FlagClient = Runtime + ".FlagClient";
    public const string Subject = Runtime + ".ISubject";
    public const string BanditAction = Runtime + ".IBanditAction";
    public const string AttributeValue = Runtime + ".AttributeValue";
    public const string ValueList = Runtime + ".ValueList";
    public const string JsonElement = "global::System.Text.Json.JsonElement";

    /// <summary>The name, with <c>@</c> where C# reads it otherwise somewhere.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>The name of a type from everywhere.</summary>
    public static string Qualify(string space, string type) => $"global::{EscapeParts(space)}.{Escape(type)}";

    /// <summary>A dotted name with every part escaped.</summary>
    public static string EscapeParts(string dotted) => string.Join(".", dotted.Split('.').Select(Escape));
}
