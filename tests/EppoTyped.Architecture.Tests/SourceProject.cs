using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EppoTyped.Architecture.Tests;

/// <summary>A project of the repository: its files, and its compilation against the other projects it references.</summary>
internal sealed class SourceProject
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http; "
        + "global using System.Threading; global using System.Threading.Tasks;";

    private static readonly CSharpParseOptions Net10 = new(LanguageVersion.Preview, preprocessorSymbols: ["NET", "NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER"]);
    private static readonly CSharpParseOptions NetStandard = new(LanguageVersion.Preview, preprocessorSymbols: ["NETSTANDARD", "NETSTANDARD2_0"]);

    private readonly XDocument _file;

    public SourceProject(string path)
    {
        _file = XDocument.Load(path);
        (Path, Folder, Name) = (path, System.IO.Path.GetDirectoryName(path)!, System.IO.Path.GetFileNameWithoutExtension(path));
    }

    public string Path { get; }

    public string Folder { get; }

    public string Name { get; }

    /// <summary>The projects whose types this one sees.</summary>
    public IEnumerable<string> References =>
        Items("ProjectReference")
            .Where(item => item.Attribute("ReferenceOutputAssembly")?.Value != "false")
            .Select(item => System.IO.Path.GetFileNameWithoutExtension(item.Attribute("Include")!.Value.Replace('\\', '/')));

    public IEnumerable<string> Files =>
        Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !IsBuildOutput(System.IO.Path.GetRelativePath(Folder, file)))
            .Order(StringComparer.Ordinal);

    /// <summary>The room of a file: the project and its first folder below.</summary>
    public string RoomOf(string file)
    {
        string[] parts = System.IO.Path.GetRelativePath(Folder, file).Split(System.IO.Path.DirectorySeparatorChar);
        return parts.Length == 1 ? $"{Name}/." : $"{Name}/{parts[0]}";
    }

    /// <summary>Compiles the files. What source generators of the SDK add to them is missing, and is no matter for the table.</summary>
    public CSharpCompilation Compile(IEnumerable<MetadataReference> framework, IEnumerable<CompilationReference> projects)
    {
        bool compilerPart = Folder.Contains("/generator/", StringComparison.Ordinal) || Folder.Contains("/analyzers/", StringComparison.Ordinal);
        CSharpParseOptions options = compilerPart ? NetStandard : Net10;
        IEnumerable<string> usings = Items("Using").Select(item => $"global using {item.Attribute("Include")!.Value};");
        IEnumerable<string> friends = Items("InternalsVisibleTo")
            .Select(item => $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{item.Attribute("Include")!.Value}\")]");
        IEnumerable<SyntaxTree> trees = Files
            .Concat(LinkedFiles())
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file))
            .Append(CSharpSyntaxTree.ParseText($"{ImplicitUsings}{string.Concat(usings)}{string.Concat(friends)}", options, "Implicit.cs"));
        return CSharpCompilation.Create(
            Name,
            trees,
            [.. framework, .. projects],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
    }

    /// <summary>Files that stand elsewhere and are compiled into the project.</summary>
    private IEnumerable<string> LinkedFiles()
    {
        for (string? folder = Folder; folder is not null && folder.Length > RepositoryRoot.Path.Length; folder = System.IO.Path.GetDirectoryName(folder))
        {
            string polyfills = System.IO.Path.Combine(folder, "..", "generator", "Polyfills.cs");
            if (File.Exists(polyfills) && (Folder.Contains("/generator/", StringComparison.Ordinal) || Folder.Contains("/analyzers/", StringComparison.Ordinal)))
            {
                yield return System.IO.Path.GetFullPath(polyfills);
                break;
            }
        }

        foreach (XElement item in Items("Compile").Where(item => item.Attribute("Include") is not null))
        {
            string path = System.IO.Path.GetFullPath(System.IO.Path.Combine(Folder, item.Attribute("Include")!.Value.Replace('\\', '/')));
            if (File.Exists(path))
            {
                yield return path;
            }
        }
    }

    private IEnumerable<XElement> Items(string name) => _file.Descendants(name);

    private static bool IsBuildOutput(string path) =>
        path.StartsWith($"bin{System.IO.Path.DirectorySeparatorChar}", StringComparison.Ordinal) || path.StartsWith($"obj{System.IO.Path.DirectorySeparatorChar}", StringComparison.Ordinal);
}
