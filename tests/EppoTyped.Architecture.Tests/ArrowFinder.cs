using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.Architecture.Tests;

/// <summary>
/// Finds who uses what, by the compiler's own reading: named types, members of values whose type is never named, extension methods, operators, conversions and
/// target-typed <c>new</c>. Documentation is left out: a comment may point anywhere.
/// </summary>
/// <param name="model">The compiler's reading of one file.</param>
/// <param name="roomOf">The room that a file stands in; null for files that are in no room.</param>
internal sealed class ArrowFinder(SemanticModel model, Func<string, string?> roomOf) : CSharpSyntaxWalker
{
    private readonly List<Arrow> _arrows = [];
    private readonly string _from = roomOf(model.SyntaxTree.FilePath) ?? "";

    public IReadOnlyList<Arrow> Find()
    {
        Visit(model.SyntaxTree.GetRoot());
        return _arrows;
    }

    public override void DefaultVisit(SyntaxNode node)
    {
        if (node is ExpressionSyntax or AttributeSyntax or ConstructorInitializerSyntax or OrderingSyntax or SelectOrGroupClauseSyntax)
        {
            Add(model.GetSymbolInfo(node).Symbol, node);
            if (node is ExpressionSyntax expression)
            {
                Add(model.GetConversion(expression).MethodSymbol, node);
            }
        }

        if (node is CommonForEachStatementSyntax loop)
        {
            Add(model.GetForEachStatementInfo(loop).GetEnumeratorMethod, node);
            Add(model.GetForEachStatementInfo(loop).ElementType, node);
        }

        base.DefaultVisit(node);
    }

    private void Add(ISymbol? symbol, SyntaxNode node)
    {
        if (symbol is IMethodSymbol { ReducedFrom: { } reduced })
        {
            symbol = reduced;
        }

        if (symbol is ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or ITypeParameterSymbol or INamespaceSymbol or null)
        {
            return;
        }

        // A member belongs to where its type stands, an array to where its elements' type does.
        ISymbol? declared = symbol;
        while (declared is IArrayTypeSymbol array)
        {
            declared = array.ElementType;
        }

        declared = declared is INamedTypeSymbol ? declared : declared.ContainingType;
        if (declared is INamedTypeSymbol { IsTupleType: false } type)
        {
            AddType(type, symbol, node);
        }
    }

    private void AddType(INamedTypeSymbol type, ISymbol symbol, SyntaxNode node)
    {
        foreach (ITypeSymbol argument in type.TypeArguments)
        {
            if (argument is INamedTypeSymbol named)
            {
                AddType(named, named, node);
            }
        }

        // A type of several parts that stand in several rooms would belong to none: the first part decides.
        Location? place = type.OriginalDefinition.Locations.FirstOrDefault(location => location.IsInSource);
        if (place?.SourceTree?.FilePath is { } file && roomOf(file) is { } to && to != _from)
        {
            FileLinePositionSpan from = node.GetLocation().GetLineSpan();
            _arrows.Add(new Arrow(
                _from,
                to,
                symbol is INamedTypeSymbol ? symbol.Name : $"{symbol.ContainingType?.Name}.{symbol.Name}",
                $"{Path.GetRelativePath(RepositoryRoot.Path, from.Path)}:{from.StartLinePosition.Line + 1}"));
        }
    }
}
