using Microsoft.CodeAnalysis;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>A file that is edited step by step, with the semantic model of its current text.</summary>
/// <param name="compilation">The compilation that contains the file.</param>
/// <param name="tree">The initial syntax tree.</param>
/// <param name="textOf">Returns the text on the wire for a member of a flag's enum; null for any other field.</param>
/// <param name="cancellation">Cancels the work.</param>
internal sealed class EditedFile(
    Compilation compilation,
    SyntaxTree tree,
    Func<IFieldSymbol, string?> textOf,
    CancellationToken cancellation)
{
    private SemanticModel? _model;

    public Compilation Compilation { get; private set; } = compilation;

    public SyntaxTree Tree { get; private set; } = tree;

    public Func<IFieldSymbol, string?> TextOf => textOf;

    public CancellationToken Cancellation => cancellation;

    public SyntaxNode Root => Tree.GetRoot(cancellation);

    public SemanticModel Model => _model ??= Compilation.GetSemanticModel(Tree);

    /// <summary>Replaces the root. Nodes of the old tree cannot be used any more.</summary>
    public void Update(SyntaxNode root)
    {
        SyntaxTree next = Tree.WithRootAndOptions(root, Tree.Options);
        Compilation = Compilation.ReplaceSyntaxTree(Tree, next);
        (Tree, _model) = (next, null);
    }

    public void Replace(SyntaxNode old, SyntaxNode next) => Update(Root.ReplaceNode(old, next));

    /// <summary>A copy of the current state, to return to.</summary>
    public EditedFile Copy() => new(Compilation, Tree, textOf, cancellation);
}
