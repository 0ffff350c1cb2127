using Microsoft.CodeAnalysis;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>A file on its way to another text, and the compiler's view of it as it stands now.</summary>
/// <param name="compilation">The project it is in.</param>
/// <param name="tree">Its text.</param>
/// <param name="textOf">Gives the text on the wire of a member of a flag's enum; null for any other field.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class Draft(Compilation compilation, SyntaxTree tree, Func<IFieldSymbol, string?> textOf, CancellationToken cancellation)
{
    private SemanticModel? _model;

    public Compilation Compilation { get; private set; } = compilation;

    public SyntaxTree Tree { get; private set; } = tree;

    public Func<IFieldSymbol, string?> TextOf => textOf;

    public CancellationToken Cancellation => cancellation;

    public SyntaxNode Root => Tree.GetRoot(cancellation);

    public SemanticModel Model => _model ??= Compilation.GetSemanticModel(Tree);

    /// <summary>Takes a new text; nodes of the old one are of no use any more.</summary>
    public void Become(SyntaxNode root)
    {
        SyntaxTree next = Tree.WithRootAndOptions(root, Tree.Options);
        Compilation = Compilation.ReplaceSyntaxTree(Tree, next);
        (Tree, _model) = (next, null);
    }

    public void Replace(SyntaxNode old, SyntaxNode next) => Become(Root.ReplaceNode(old, next));

    /// <summary>The same text at another time, to go back to.</summary>
    public Draft Copy() => new(Compilation, Tree, textOf, cancellation);
}
