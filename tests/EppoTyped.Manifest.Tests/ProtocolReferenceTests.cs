using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace EppoTyped.Manifest.Tests;

/// <summary>Source that refers to a protocol names its page and a section that exists: <c>docs/protocols/x.md, section 4.1</c>.</summary>
public sealed partial class ProtocolReferenceTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    private static readonly string[] SourceFolders = ["src", "generator", "analyzers", "tests", "samples"];

    // Folders of the build's outputs.
    private static readonly string[] Outputs = ["bin", "obj", "artifacts", "node_modules"];

    private static readonly (string Path, string Text)[] Sources =
    [
        .. SourceFolders.Select(folder => Path.Combine(Root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(Outputs.Contains) && !path.EndsWith("/ProtocolReferenceTests.cs", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => (path, Joined(File.ReadAllText(Path.Combine(Root, path))))),
    ];

    [Fact]
    public void References_lead_to_sections_that_exist()
    {
        int references = 0;
        List<string> wrong = [];
        foreach ((string path, string text) in Sources)
        {
            foreach (Match reference in Reference().Matches(text))
            {
                references++;
                string page = reference.Groups["page"].Value;
                IReadOnlySet<string> sections = SectionsOf(page);
                wrong.AddRange(
                    from section in SectionNumber().Matches(reference.Groups["sections"].Value)
                    where !sections.Contains(section.Value)
                    select $"{path}: {page} has no section {section.Value}");
            }
        }

        Assert.Empty(wrong);
        Assert.True(references > 40, $"Only {references} references were found.");
    }

    [Fact]
    public void Pages_refer_to_sections_that_exist()
    {
        List<string> wrong = [];
        foreach (string path in Directory.EnumerateFiles(Path.Combine(Root, "docs", "protocols"), "*.md"))
        {
            string page = $"docs/protocols/{Path.GetFileName(path)}";
            string text = File.ReadAllText(path).ReplaceLineEndings(" ");
            IEnumerable<(string Page, string Section)> own =
                from word in SectionWord().Matches(Reference().Replace(text, ""))
                from number in SectionNumber().Matches(word.Value)
                select (page, number.Value);
            IEnumerable<(string Page, string Section)> others =
                from reference in Reference().Matches(text)
                from number in SectionNumber().Matches(reference.Groups["sections"].Value)
                select (reference.Groups["page"].Value, number.Value);
            wrong.AddRange(
                from reference in own.Concat(others)
                where !SectionsOf(reference.Page).Contains(reference.Section)
                select $"{page}: {reference.Page} has no section {reference.Section}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Sections_are_named_with_their_page()
    {
        IEnumerable<string> bare =
            from source in Sources
            from Match section in SectionWord().Matches(Reference().Replace(source.Text, ""))
            select $"{source.Path}: \"{section.Value}\" without its page";

        Assert.Empty(bare);
    }

    [Fact]
    public void No_source_speaks_of_facts_or_decisions_that_are_elsewhere()
    {
        IEnumerable<string> elsewhere =
            from source in Sources
            from Match word in Elsewhere().Matches(source.Text)
            select $"{source.Path}: \"{word.Value}\"";

        Assert.Empty(elsewhere);
    }

    [Fact]
    public void Headings_are_numbered_in_order()
    {
        foreach (string page in Directory.EnumerateFiles(Path.Combine(Root, "docs", "protocols"), "*.md"))
        {
            (int chapter, int section) = (0, 0);
            foreach (Match heading in Heading().Matches(File.ReadAllText(page)))
            {
                bool isChapter = heading.Groups["level"].Length == 2;
                (chapter, section) = isChapter ? (chapter + 1, 0) : (chapter, section + 1);
                Assert.Equal((Path.GetFileName(page), isChapter ? $"{chapter}." : $"{chapter}.{section}"), (Path.GetFileName(page), heading.Groups["number"].Value));
            }

            Assert.True(chapter > 0, page);
        }
    }

    /// <summary>A text whose comments are not cut where a line ends.</summary>
    private static string Joined(string text) => CommentLine().Replace(text, " ");

    private static IReadOnlySet<string> SectionsOf(string page)
    {
        string path = Path.Combine(Root, page);
        return File.Exists(path)
            ? Heading().Matches(File.ReadAllText(path)).Select(heading => heading.Groups["number"].Value.TrimEnd('.')).ToHashSet(StringComparer.Ordinal)
            : new HashSet<string>();
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"(?<page>docs/protocols/[\w-]+\.md), sections? (?<sections>\d+(\.\d+)?((, | and | to )\d+(\.\d+)?)*)")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex SectionNumber();

    [GeneratedRegex(@"\bsections? \d[\d.]*\b", RegexOptions.IgnoreCase)]
    private static partial Regex SectionWord();

    [GeneratedRegex(@"\bthe facts\b|\bdecision D\d|\bDESIGN section", RegexOptions.IgnoreCase)]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"^(?<level>##|###) (?<number>\d+(\.\d+|\.)) ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\r?\n[ \t]*///? ?")]
    private static partial Regex CommentLine();
}
