using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace EppoTyped.Analyzers.Tests;

/// <summary>
/// A small project in one text. Sections begin with <c>--- name</c>: sources (<c>*.cs</c>), manifests (<c>*.json</c>), <c>properties</c> (MSBuild, a line each),
/// <c>fix</c> (a part of the title, where a message has several fixes) and <c>fixed NAME</c>. Without a manifest it is the shop's. A mistake is marked <c>{|EPPO2001:"kill-swich"|}</c>.
/// </summary>
internal sealed record Sample(string Name, ImmutableArray<SampleFile> Files, ImmutableArray<SampleFile> Fixed, ImmutableDictionary<string, string> Properties, string? Fix)
{
    private static readonly Regex Section = new("^--- (.*)$", RegexOptions.Multiline);
    private static readonly Regex Mark = new(@"\{\|(EPPO\d+):(.*?)\|\}", RegexOptions.Singleline);

    public bool HasFix => Fixed.Length > 0;

    /// <summary>The texts of a folder of this project, by name.</summary>
    public static TheoryData<string> NamesIn(string folder) => [.. Directory.GetFiles(FolderOf(folder), "*.txt").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    public static Sample Read(string folder, string name) => Parse(name, File.ReadAllText(PathOf(folder, name + ".txt")));

    public static string PathOf(string folder, string file) => Path.Combine(FolderOf(folder), file);

    public static Sample Parse(string name, string text)
    {
        if (!text.StartsWith("--- ", StringComparison.Ordinal))
            text = "--- Code.cs\n" + text;
        Dictionary<string, string> sections = [];
        MatchCollection heads = Section.Matches(text);
        for (int i = 0; i < heads.Count; i++)
        {
            int start = heads[i].Index + heads[i].Length + 1;
            int end = i + 1 < heads.Count ? heads[i + 1].Index : text.Length;
            sections.Add(heads[i].Groups[1].Value.Trim(), start < end ? text[start..end] : "");
        }

        return new Sample(
            name,
            [.. sections.Where(section => IsFile(section.Key)).Select(section => ReadMarks(section.Key, section.Value))],
            [.. sections.Where(section => section.Key.StartsWith("fixed ", StringComparison.Ordinal)).Select(section => new SampleFile(section.Key["fixed ".Length..], section.Value, []))],
            sections.GetValueOrDefault("properties", "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries)).ToImmutableDictionary(parts => parts[0], parts => parts[1]),
            sections.TryGetValue("fix", out string? fix) ? fix.Trim() : null);
    }

    private static bool IsFile(string name) => !name.StartsWith("fixed ", StringComparison.Ordinal) && (name.EndsWith(".cs", StringComparison.Ordinal) || name.EndsWith(".json", StringComparison.Ordinal));

    private static SampleFile ReadMarks(string name, string text)
    {
        List<Marked> marks = [];
        while (Mark.Match(text) is { Success: true } match)
        {
            marks.Add(new Marked(match.Groups[1].Value, name, match.Index, match.Groups[2].Length));
            text = string.Concat(text.AsSpan(0, match.Index), match.Groups[2].Value, text.AsSpan(match.Index + match.Length));
        }

        return new SampleFile(name, text, [.. marks]);
    }

    private static string FolderOf(string folder, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, folder);
}

/// <summary>A file of a sample, its marks taken out.</summary>
internal sealed record SampleFile(string Name, string Text, ImmutableArray<Marked> Marks);

/// <summary>A message: its id, its file and where it stands.</summary>
internal sealed record Marked(string Id, string File, int Start, int Length);
