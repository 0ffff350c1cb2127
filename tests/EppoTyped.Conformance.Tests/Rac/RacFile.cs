using System.Text.Json;

namespace EppoTyped.Conformance.Tests.Rac;

/// <summary>One test file from before UFC: a flag, its subjects, and the expected assignment of each.</summary>
public sealed record RacFile(string Name, string Flag, string ValueType, IReadOnlyList<RacCase> Cases)
{
    /// <summary>Every file of both folders, by name.</summary>
    public static IReadOnlyList<RacFile> All { get; } = ConformanceFolder.Rac is { } folder
        ?
        [
            .. ((string[])["assignment-v2", "assignment-v2-holdouts"])
                .SelectMany(part => Directory.EnumerateFiles(Path.Combine(folder, part), "*.json"))
                .Order(StringComparer.Ordinal)
                .Select(Read),
        ]
        : [];

    private static RacFile Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement file = document.RootElement.Clone();
        JsonElement[] expected = [.. file.GetProperty("expectedAssignments").EnumerateArray()];
        IEnumerable<(string, JsonElement)> subjects = file.TryGetProperty("subjectsWithAttributes", out JsonElement withAttributes)
            ? withAttributes.EnumerateArray().Select(
                subject => (subject.GetProperty("subjectKey").GetString()!, subject.GetProperty("subjectAttributes")))
            : file.GetProperty("subjects").EnumerateArray().Select(subject => (subject.GetString()!, default(JsonElement)));
        RacCase[] cases = [.. subjects.Select((subject, index) => new RacCase(subject.Item1, subject.Item2, expected[index]))];
        Assert.Equal(expected.Length, cases.Length);
        return new RacFile(
            $"{Path.GetFileName(Path.GetDirectoryName(path))}/{Path.GetFileNameWithoutExtension(path)}",
            file.GetProperty("experiment").GetString()!,
            file.GetProperty("valueType").GetString()!,
            cases);
    }
}

/// <summary>One subject and its expected assignment; null for none.</summary>
public sealed record RacCase(string Subject, JsonElement Attributes, JsonElement Expected)
{
    /// <summary>The attributes as a caller passes them; null for none.</summary>
    public Dictionary<string, object>? Bag => Attributes.ValueKind == JsonValueKind.Object
        ? Attributes.EnumerateObject()
            .Where(attribute => attribute.Value.ValueKind != JsonValueKind.Null)
            .ToDictionary(attribute => attribute.Name, attribute => (object)attribute.Value, StringComparer.Ordinal)
        : null;
}
