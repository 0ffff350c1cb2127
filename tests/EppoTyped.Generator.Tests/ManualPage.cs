using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EppoTyped.Generator.Tests;

/// <summary>A Markdown page of the repository: its snippets, its headings and its links.</summary>
internal sealed class ManualPage
{
    private const string Fence = "```";
    private const string Repository = "https://github.com/eppotyped/eppotyped/blob/main/";

    private static readonly string Root = FindRoot();

    private readonly List<Snippet> _snippets = [];
    private readonly List<string> _prose = [];

    private ManualPage(string path)
    {
        (Path, Text) = (path, File.ReadAllText(FullPathOf(path)).ReplaceLineEndings("\n"));
        string[] lines = Text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal))
            {
                _prose.Add(lines[i]);
                continue;
            }

            int end = Array.FindIndex(lines, i + 1, line => line == Fence);
            Assert.True(end > 0, $"{path}({i + 1}): the snippet has no end.");
            string code = string.Concat(lines[(i + 1)..end].Select(line => line + "\n"));
            _snippets.Add(new Snippet(this, i + 1, lines[i][Fence.Length..], code));
            i = end;
        }
    }

    public static ManualPage Readme { get; } = new("README.md");

    /// <summary>The first page of the manual, with the manifest that pages without one of their own share.</summary>
    public static ManualPage Manifest { get; } = new("docs/manifest.md");

    /// <summary>The pages on nuget.org, one a package.</summary>
    public static IReadOnlyList<ManualPage> PackageReadmes { get; } = PagesIn("src", "package-readme.md");

    /// <summary>Every page whose snippets a reader may copy.</summary>
    public static IReadOnlyList<ManualPage> All { get; } = [Readme, .. PagesIn("docs", "*.md"), .. PackageReadmes];

    /// <summary>The pages for those who work on EppoTyped, and those of the rules.</summary>
    public static IReadOnlyList<ManualPage> Others { get; } =
        [new("CONTRIBUTING.md"), new("SECURITY.md"), new("CHANGELOG.md"), .. PagesIn("analyzers/rules", "*.md")];

    /// <summary>Its path in the repository, with slashes.</summary>
    public string Path { get; }

    public string Text { get; }

    public IReadOnlyList<Snippet> Snippets => _snippets;

    public IEnumerable<string> Links => Prose(@"\]\(([^)\s]+)\)");

    /// <summary>What stands in code font.</summary>
    public IEnumerable<string> CodeSpans => Prose("`([^`]+)`");

    /// <summary>Its links to pages of the repository, relative and absolute ones.</summary>
    public IEnumerable<PageLink> LinksIntoTheRepository => Links
        .Where(link => !link.StartsWith("https:", StringComparison.Ordinal) || link.StartsWith(Repository, StringComparison.Ordinal))
        .Select(link => link.Split('#'))
        .Select(parts => new PageLink(parts[0].Length == 0 ? Path : Resolve(parts[0]), parts.Skip(1).FirstOrDefault()));

    /// <summary>Its headings as GitHub makes anchors of them: letters, digits and hyphens, in lower case.</summary>
    public IEnumerable<string> Anchors =>
        Prose("^#+ (.+)$").Select(heading => Regex.Replace(heading.ToLowerInvariant(), @"[^\w\- ]", "").Replace(' ', '-'));

    public static ManualPage Of(string path) => All.Concat(Others).FirstOrDefault(page => page.Path == path) ?? new ManualPage(path);

    public static string FullPathOf(string path) => System.IO.Path.GetFullPath(System.IO.Path.Combine(Root, path));

    /// <summary>The text under a heading, down to the next one of the same level.</summary>
    public string Section(string heading) => Text.Split($"\n## {heading}\n")[1].Split("\n## ")[0];

    public override string ToString() => Path;

    private static ManualPage[] PagesIn(string folder, string pattern) =>
    [
        .. Directory.GetFiles(FullPathOf(folder), pattern, SearchOption.AllDirectories)
            .Select(RelativePathOf)
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => new ManualPage(path)),
    ];

    private static string RelativePathOf(string fullPath) => System.IO.Path.GetRelativePath(Root, fullPath).Replace('\\', '/');

    private static string FindRoot([CallerFilePath] string thisFile = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(thisFile)!, "..", ".."));

    private string Resolve(string link) => link.StartsWith(Repository, StringComparison.Ordinal)
        ? link[Repository.Length..]
        : RelativePathOf(FullPathOf($"{Path}/../{link}"));

    private IEnumerable<string> Prose(string pattern) =>
        _prose.SelectMany(line => Regex.Matches(line, pattern)).Select(match => match.Groups[1].Value);
}

/// <summary>A link to a page of the repository.</summary>
/// <param name="Path">The path in the repository.</param>
/// <param name="Anchor">The heading, as in the link; null for the whole page.</param>
internal sealed record PageLink(string Path, string? Anchor);

/// <summary>A fenced snippet of a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Line">The line of its fence, from 1.</param>
/// <param name="Language">The word behind the fence.</param>
/// <param name="Code">What is in it.</param>
internal sealed record Snippet(ManualPage Page, int Line, string Language, string Code)
{
    /// <summary>Whether it is a manifest, and not an event or a configuration as a vendor serves it.</summary>
    public bool IsManifest
    {
        get
        {
            if (Language != "json")
            {
                return false;
            }

            using JsonDocument json = JsonDocument.Parse(Code);
            return json.RootElement.TryGetProperty("subjects", out _)
                || (json.RootElement.TryGetProperty("flags", out JsonElement flags)
                    && flags.ValueKind == JsonValueKind.Object
                    && flags.EnumerateObject().Any(flag => flag.Value.TryGetProperty("flagType", out _)));
        }
    }

    /// <summary>What a snippet of C# is compiled against: the manifest last shown above it, else the one that the manual shares.</summary>
    public string Manifest
    {
        get
        {
            Snippet? above = Page.Snippets.LastOrDefault(snippet => snippet.Line < Line && snippet.IsManifest);
            return (above ?? ManualPage.Manifest.Snippets.First(snippet => snippet.IsManifest)).Code;
        }
    }
}
