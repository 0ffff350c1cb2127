using System.Globalization;
using EppoTyped.Manifest.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.Analyzers.Manifests;

/// <summary>Finds generated names that the project's own code declares too.</summary>
internal static class TakenNames
{
    private const string GeneratorFolder = "EppoTyped.Generator.FlagsGenerator";

    public static IEnumerable<Diagnostic> Find(
        Compilation compilation,
        ProjectManifests manifests,
        DiagnosticDescriptor rule,
        CancellationToken cancellation)
    {
        if (FindNamespace(compilation.Assembly.GlobalNamespace, manifests.Options.Namespace) is not { } space)
        {
            yield break;
        }

        foreach (GeneratedType type in manifests.Names.Types)
        {
            bool mayBePartial = type.Name == manifests.Names.Facade || type.Name == manifests.Names.FacadeSet;
            foreach (INamespaceOrTypeSymbol member in space.GetMembers(type.Name).OfType<INamespaceOrTypeSymbol>())
            {
                if (member is not INamedTypeSymbol { Arity: > 0 } && FindOwn(member, mayBePartial, cancellation) is { } own)
                {
                    yield return Describe(rule, manifests, type, member, own);
                    break;
                }
            }
        }
    }

    private static INamespaceSymbol? FindNamespace(INamespaceSymbol root, string name)
    {
        INamespaceSymbol? space = root;
        foreach (string part in name.Split('.'))
        {
            space = space?.GetNamespaceMembers().FirstOrDefault(member => member.Name == part);
        }

        return space;
    }

    /// <summary>The first declaration of the project's own that is not a part of the generated type.</summary>
    private static Location? FindOwn(INamespaceOrTypeSymbol member, bool mayBePartial, CancellationToken cancellation) =>
        member.DeclaringSyntaxReferences
            .Where(reference => !reference.SyntaxTree.FilePath.Contains(GeneratorFolder))
            .Where(reference => !mayBePartial
                || reference.GetSyntax(cancellation) is not ClassDeclarationSyntax syntax
                || !IsPartial(syntax))
            .Select(reference => Location.Create(reference.SyntaxTree, reference.Span))
            .FirstOrDefault();

    private static bool IsPartial(ClassDeclarationSyntax syntax) => syntax.Modifiers.Any(modifier => modifier.ValueText == "partial");

    private static Diagnostic Describe(
        DiagnosticDescriptor rule,
        ProjectManifests manifests,
        GeneratedType type,
        INamespaceOrTypeSymbol member,
        Location own)
    {
        string kind = member is INamespaceSymbol ? "a namespace" : "a type";
        FileLinePositionSpan place = own.GetLineSpan();
        string line = (place.StartLinePosition.Line + 1).ToString(CultureInfo.InvariantCulture);
        string where = $"{place.Path.Substring(place.Path.LastIndexOfAny(['/', '\\']) + 1)} line {line}";
        string qualified = $"{manifests.Options.Namespace}.{type.Name}";
        (Location at, string asker, string advice) = type switch
        {
            { Subject: { } subject } => (
                ManifestPlace.Of(manifests.PathOf(subject), subject.KeyRange),
                $"Subject \"{subject.Key}\"",
                kind == "a type" && manifests.Names.Subjects.Any(names => names.Type == type.Name)
                    ? $"give the subject a \"name\", or use your class with \"type\": \"{qualified}\""
                    : "give the subject a \"name\""),
            { Flag: { } flag } =>
                (ManifestPlace.Of(manifests.PathOf(flag), flag.KeyRange), $"Flag \"{flag.Key}\"", "give the flag a \"name\""),
            _ => (Location.None, "The manifest", "set the MSBuild property EppoFlagsClass or EppoFlagsNamespace"),
        };
        return Diagnostic.Create(rule, at, asker, qualified, kind, where, advice);
    }
}
