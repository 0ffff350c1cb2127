using EppoTyped.Manifest.Json;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Reading;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest;

/// <summary>Reads one flags.json. Never throws, whatever the text holds.</summary>
public static class ManifestReader
{
    /// <summary>The maximum number of characters of a manifest; a longer text is not read.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    private static readonly string[] Known = ["$schema", "subjects", "flags"];

    /// <summary>Reads a manifest: everything that can be read, and all findings, in one pass.</summary>
    /// <param name="path">The path that the findings have.</param>
    /// <param name="text">The text of the file; a byte order mark is allowed.</param>
    /// <param name="decodedAsUnicode">False where the file was not valid UTF-8 and its bytes were decoded with another code page.</param>
    public static ManifestFile Read(string path, string text, bool decodedAsUnicode = true)
    {
        if (text.Length > MaxLength)
        {
            return TooLarge(path, text);
        }

        if (TextEncoding.IsUnmarkedUtf16(text))
        {
            return UnmarkedUtf16(path, text);
        }

        JsonText json = JsonParser.Parse(text);
        ReadingContext context = new(path, textIsBroken: json.Errors.Count > 0);
        TextEncoding.Report(text, decodedAsUnicode, context);
        foreach (JsonError error in json.Errors.Select(error => ExtraBrace.Locate(error, json.Root, context)))
        {
            context.Report(
                error.Kind == JsonErrorKind.TooDeep ? FindingRules.TooDeep : FindingRules.UnreadableJson,
                error.Range,
                Wording.Sentence("the manifest", error.Message));
        }

        DuplicateNames.Report(json.Root, context);
        IReadOnlyList<SubjectDefinition> subjects = [];
        IReadOnlyList<FlagDefinition> flags = [];
        if (json.Root.Kind == JsonKind.Object)
        {
            PropertyBag root = new(json.Root, "the manifest", Known, context);
            root.Text("$schema");
            if (root.Object("subjects", "write { \"user\": { \"attributes\": { } } }") is { } subjectNodes)
            {
                subjects = SubjectReader.Read(subjectNodes, context);
            }

            JsonMember? misspelt = root.ReportMissing(FindingRules.WrongShape, json.Root.Range, "flags", "add \"flags\": { }");
            root.ReportUnknown();
            JsonNode? flagNodes = root.Object("flags", "write { \"my-flag\": { \"flagType\": \"boolean\", \"defaultValue\": false } }")
                ?? misspelt?.Value;
            flags = ReadFlags(flagNodes, json.Root, context);
        }
        else if (json.Root.Kind != JsonKind.Missing)
        {
            context.Report(FindingRules.WrongShape, json.Root.Range, "The manifest must be an object, like { \"flags\": { } }.");
        }

        return new ManifestFile { Path = path, Subjects = subjects, Flags = flags, Findings = context.Findings };
    }

    private static List<FlagDefinition> ReadFlags(JsonNode? node, JsonNode root, ReadingContext context)
    {
        List<FlagDefinition> flags = [];
        HashSet<string> keys = new(StringComparer.Ordinal);
        foreach (JsonMember member in node?.LastMembers() ?? [])
        {
            if (member.Name.Length == 0)
            {
                context.Report(FindingRules.EmptyKey, member.NameRange, "A flag has an empty key; write the key it has in Eppo.");
            }
            else if (keys.Add(member.Name))
            {
                flags.Add(FlagReader.Read(member, context));
            }
        }

        // After a missing or an extra brace flags are in another place; their accessors must be kept.
        foreach (JsonMember stray in MembersWithin(root).Where(context.IsStray))
        {
            if (stray.Name.Length > 0 && keys.Add(stray.Name))
            {
                flags.Add(FlagReader.Read(stray, context));
            }
        }

        return flags;
    }

    private static IEnumerable<JsonMember> MembersWithin(JsonNode node) =>
        node.Members
            .SelectMany(member => new[] { member }.Concat(MembersWithin(member.Value)))
            .Concat(node.Items.SelectMany(MembersWithin));

    /// <summary>Its accessors are kept: without the NUL characters the text is nearly right.</summary>
    private static ManifestFile UnmarkedUtf16(string path, string text)
    {
        ManifestFile read = Read(path, text.Replace("\0", ""));
        return new ManifestFile
        {
            Path = path,
            Subjects = read.Subjects,
            Flags = read.Flags,
            Findings = [TextEncoding.OfUnmarkedUtf16(path)],
        };
    }

    private static ManifestFile TooLarge(string path, string text)
    {
        string message = $"The manifest has {Wording.Number(text.Length)} characters, and {Wording.Number(MaxLength)} are allowed; "
            + "split it into several *.flags.json.";
        return new ManifestFile
        {
            Path = path,
            Subjects = [],
            Flags = [],
            Findings = [new Finding(FindingRules.TooLarge, message, path, default)],
        };
    }
}
