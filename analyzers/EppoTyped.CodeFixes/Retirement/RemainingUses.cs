using EppoTyped.Analyzers.Calls;
using EppoTyped.Analyzers.Manifests;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>
/// Decides whether code still needs the entry of a flag: its accessor, one of its types, or its key as a text. In doubt it does.
/// </summary>
internal static class RemainingUses
{
    public static async Task<bool> AnyAsync(
        Solution solution,
        FlagDefinition flag,
        ProjectManifests manifests,
        CancellationToken cancellation)
    {
        if (manifests.AccessorOf(flag.Key, out _) is not { } names || (names.Children.Count > 0 && flag.Name is not null))
        {
            return true;
        }

        HashSet<string> types = new(
            manifests.Names.Types.Where(type => type.Flag?.Key == flag.Key).Select(type => type.Name),
            StringComparer.Ordinal);
        foreach (Document document in solution.Projects
            .Where(project => project.Language == LanguageNames.CSharp)
            .SelectMany(project => project.Documents))
        {
            string text = (await document.GetTextAsync(cancellation).ConfigureAwait(false)).ToString();

            // Most files contain none of these names; an escaped text contains a backslash.
            if (!text.Contains(names.Accessor) && !text.Contains(flag.Key) && !text.Contains('\\') && !types.Any(text.Contains))
            {
                continue;
            }

            if (await AnyAsync(document, flag, names, types, cancellation).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<bool> AnyAsync(
        Document document,
        FlagDefinition flag,
        AccessorNames names,
        HashSet<string> types,
        CancellationToken cancellation)
    {
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root)
        {
            return false;
        }

        SemanticModel? model = null;
        foreach (SyntaxToken token in root.DescendantTokens(descendIntoTrivia: true))
        {
            if (token.IsKind(SyntaxKind.IdentifierToken)
                ? types.Contains(token.ValueText)
                : token.Value is string text && string.Equals(text, flag.Key, StringComparison.Ordinal))
            {
                return true;
            }

            if (!token.IsKind(SyntaxKind.IdentifierToken) || token.ValueText != names.Accessor || token.Parent is not SimpleNameSyntax name)
            {
                continue;
            }

            model ??= await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
            if (IsAccessor(name, names, types, model!, cancellation))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAccessor(
        SimpleNameSyntax name,
        AccessorNames names,
        HashSet<string> types,
        SemanticModel model,
        CancellationToken cancellation)
    {
        SymbolInfo info = model.GetSymbolInfo(name, cancellation);
        if (info.Symbol is null && info.CandidateSymbols.Length == 0)
        {
            // A name in an initializer, a tuple or a named argument is not an accessor; other unresolved names can be.
            return name.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax or CrefSyntax;
        }

        return info.Symbol is IPropertySymbol property
            && RuntimeTypes.IsGenerated(property.ContainingType)
            && (types.Contains(property.Type.Name) || RuntimeTypes.IsBoundFlag(property.Type) || names.Children.Count > 0)
            && !IsQualifierOnly(name, model, cancellation);
    }

    private static bool IsQualifierOnly(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellation)
    {
        ExpressionSyntax whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return whole.Parent is MemberAccessExpressionSyntax below && below.Expression == whole
            && model.GetSymbolInfo(below, cancellation).Symbol is IPropertySymbol { IsStatic: false } child
            && RuntimeTypes.IsGenerated(child.ContainingType);
    }
}
