using Microsoft.CodeAnalysis;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>What a retirement remembers about nodes while everything around them changes.</summary>
internal static class Marks
{
    /// <summary>An expression that a flag's final value came to: what it decides is to be simplified.</summary>
    public static readonly SyntaxAnnotation Decided = new("EppoTyped.Decided");

    /// <summary>A statement that stayed of something decided: what follows it may be out of reach now.</summary>
    public static readonly SyntaxAnnotation Stayed = new("EppoTyped.Stayed");

    /// <summary>A declaration that was used before: it may go when nothing uses it any more.</summary>
    public static readonly SyntaxAnnotation Used = new("EppoTyped.Used");

    /// <summary>A call that is to be replaced; its data is its number.</summary>
    public const string Call = "EppoTyped.Call";

    public static T Decide<T>(this T node)
        where T : SyntaxNode => node.HasAnnotation(Decided) ? node : node.WithAdditionalAnnotations(Decided);
}
