using Microsoft.CodeAnalysis;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>Annotations that mark nodes while a file is edited.</summary>
internal static class Annotations
{
    /// <summary>An expression that is constant because of a flag's final value, and whose consequences are to be simplified.</summary>
    public static readonly SyntaxAnnotation Decided = new("EppoTyped.Decided");

    /// <summary>A statement that replaced a decided one: the code after it can be unreachable now.</summary>
    public static readonly SyntaxAnnotation Stayed = new("EppoTyped.Stayed");

    /// <summary>A declaration that was used before, and is removed when nothing uses it any more.</summary>
    public static readonly SyntaxAnnotation Used = new("EppoTyped.Used");

    /// <summary>A call that is to be replaced; the data of the annotation is its number.</summary>
    public const string Call = "EppoTyped.Call";

    public static T MarkDecided<T>(this T node)
        where T : SyntaxNode => node.HasAnnotation(Decided) ? node : node.WithAdditionalAnnotations(Decided);
}
