using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;

namespace EppoTyped.Analyzers.Manifests;

/// <summary>Finds subjects whose <c>"type"</c> the generated code cannot use.</summary>
internal static class SubjectTypes
{
    private const string Global = "global::";

    public static IEnumerable<Diagnostic> FindUnusable(
        Compilation compilation,
        ProjectManifests manifests,
        DiagnosticDescriptor rule,
        CancellationToken cancellation)
    {
        // Without the runtime nothing compiles, which is not the fault of a class.
        if (compilation.GetTypeByMetadataName("EppoTyped.ISubject") is not { } subject)
        {
            yield break;
        }

        foreach (SubjectDefinition definition in manifests.Set.Subjects)
        {
            if (definition.ExistingType is not { } written || definition.ExistingTypeRange is not { } range)
            {
                continue;
            }

            string name = written.StartsWith(Global, StringComparison.Ordinal) ? written.Substring(Global.Length) : written;
            if (Judge(compilation, name, subject, manifests.Options.IsPublic, cancellation) is { } verdict)
            {
                yield return Diagnostic.Create(
                    rule,
                    ManifestPlace.Of(manifests.PathOf(definition), range),
                    definition.Key,
                    name,
                    verdict.Problem,
                    verdict.Advice);
            }
        }
    }

    private static (string Problem, string Advice)? Judge(
        Compilation compilation,
        string name,
        INamedTypeSymbol subject,
        bool isPublic,
        CancellationToken cancellation)
    {
        INamedTypeSymbol[] found = [.. MetadataNames(name).SelectMany(metadata => compilation.GetTypesByMetadataName(metadata))];
        if (found.Length == 0)
        {
            return Suggest(compilation, name, cancellation) is { } meant
                ? ("there is no type of that name", $"did you mean \"{meant}\"?")
                : ("there is no type of that name",
                    "write the full name of a class that implements EppoTyped.ISubject, or remove \"type\" to have the class generated");
        }

        INamedTypeSymbol type = found.FirstOrDefault(candidate => compilation.IsSymbolAccessibleWithin(candidate, compilation.Assembly))
            ?? found[0];
        if (!compilation.IsSymbolAccessibleWithin(type, compilation.Assembly))
        {
            return ("the generated code cannot access it", "make it internal or public");
        }

        if (!SymbolEqualityComparer.Default.Equals(type, subject) && !type.AllInterfaces.Contains(subject, SymbolEqualityComparer.Default))
        {
            return ("it does not implement EppoTyped.ISubject", "implement it, or remove \"type\" to have the class generated");
        }

        return isPublic && !IsPublic(type)
            ? ("it is less visible than the generated flags, which are public",
                "make it public, or the flags internal: <EppoFlagsAccessibility>internal</EppoFlagsAccessibility>")
            : null;
    }

    /// <summary>The possible metadata names: any part after the first can be a nested class.</summary>
    private static IEnumerable<string> MetadataNames(string name)
    {
        yield return name;
        for (int dot = name.LastIndexOf('.'); dot > 0; dot = name.LastIndexOf('.', dot - 1))
        {
            name = name.Substring(0, dot) + "+" + name.Substring(dot + 1);
            yield return name;
        }
    }

    private static bool IsPublic(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? here = type; here is not null; here = here.ContainingType)
        {
            if (here.DeclaredAccessibility != Accessibility.Public)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A type of the project with the same simple name.</summary>
    private static string? Suggest(Compilation compilation, string name, CancellationToken cancellation)
    {
        string last = name.Substring(name.LastIndexOf('.') + 1);
        string[] same =
        [
            .. compilation.GetSymbolsWithName(last, SymbolFilter.Type, cancellation).OfType<INamedTypeSymbol>()
                .Where(type => type.Arity == 0)
                .Select(type => type.ToDisplayString())
                .OrderBy(type => type, StringComparer.Ordinal),
        ];
        return same.Length > 0 ? same[0] : null;
    }
}
