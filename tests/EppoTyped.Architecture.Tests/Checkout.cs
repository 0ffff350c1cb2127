using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EppoTyped.Architecture.Tests;

/// <summary>All projects of <c>src</c>, <c>generator</c> and <c>analyzers</c>, compiled from their files as they are on disk.</summary>
public sealed class Checkout
{
    private readonly Dictionary<string, CSharpCompilation> _compilations = [];
    private readonly Dictionary<string, string> _rooms = [];

    public Checkout()
    {
        Dictionary<string, SourceProject> projects = new[] { "src", "generator", "analyzers" }
            .SelectMany(area => Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, area), "*.csproj", SearchOption.AllDirectories))
            .Select(path => new SourceProject(path))
            .ToDictionary(project => project.Name, StringComparer.Ordinal);
        foreach (SourceProject project in projects.Values)
        {
            foreach (string file in project.Files)
            {
                _rooms.Add(file, project.RoomOf(file));
            }
        }

        foreach (SourceProject project in projects.Values)
        {
            Compile(project, projects);
        }

        Arrows =
        [
            .. _compilations.Values
                .SelectMany(compilation => compilation.SyntaxTrees.Select(tree => (Compilation: compilation, Tree: tree)))
                .Where(file => _rooms.ContainsKey(file.Tree.FilePath))
                .AsParallel()
                .AsOrdered()
                .SelectMany(file => new ArrowFinder(file.Compilation.GetSemanticModel(file.Tree), _rooms.GetValueOrDefault).Find()),
        ];
    }

    /// <summary>The names of the rooms that hold a file, in ordinal order.</summary>
    internal IEnumerable<string> Rooms => _rooms.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>Every use across rooms.</summary>
    internal IReadOnlyList<Arrow> Arrows { get; }

    /// <summary>Names that the compiler could not find: an arrow might hide behind each.</summary>
    internal IEnumerable<string> Unresolved =>
        _compilations.Values.SelectMany(compilation => compilation.GetDiagnostics())
            .Where(problem => problem.Id is "CS0246" or "CS0234" or "CS0103" or "CS0122" or "CS1061")
            .Select(problem => problem.ToString());

    private CSharpCompilation Compile(SourceProject project, Dictionary<string, SourceProject> projects)
    {
        if (!_compilations.TryGetValue(project.Name, out CSharpCompilation? compilation))
        {
            // A reference brings those of the referenced project along, as it does in a build.
            IEnumerable<SourceProject> seen = Closure(project, projects).Distinct();
            compilation = project.Compile(Framework, [.. seen.Select(other => Compile(other, projects).ToMetadataReference())]);
            _compilations.Add(project.Name, compilation);
        }

        return compilation;
    }

    private static IEnumerable<SourceProject> Closure(SourceProject project, Dictionary<string, SourceProject> projects) =>
        project.References.Select(name => projects[name]).SelectMany(direct => Closure(direct, projects).Prepend(direct));

    private static IEnumerable<MetadataReference> Framework =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("EppoTyped", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
}
