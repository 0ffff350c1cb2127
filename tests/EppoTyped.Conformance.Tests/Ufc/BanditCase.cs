using System.Text.Json;

namespace EppoTyped.Conformance.Tests.Ufc;

/// <summary>One subject of one of Eppo's bandit test files.</summary>
public sealed record BanditCase(
    string File, string Flag, string Default, string Subject, JsonElement Attributes, JsonElement Actions, string Variation, string? Action)
{
    /// <summary>Every case of every file, by file name.</summary>
    public static IReadOnlyList<BanditCase> All { get; } =
        ConformanceFolder.Ufc is { } folder
            ? [.. Directory.EnumerateFiles(Path.Combine(folder, "bandit-tests"), "*.json").Order(StringComparer.Ordinal).SelectMany(Read)]
            : [];

    public ContextAttributes SubjectContext => Context(Subject, Attributes);

    public Dictionary<string, ContextAttributes> ActionContexts =>
        Actions.EnumerateArray().ToDictionary(KeyOf, action => Context(KeyOf(action), action), StringComparer.Ordinal);

    /// <summary>The case's name in the test runner.</summary>
    public override string ToString() => $"{Path.GetFileNameWithoutExtension(File)} {Subject}";

    /// <summary>Flat attributes; valid where no attribute is in the group of the other type.</summary>
    public static Dictionary<string, object?> Flat(ContextAttributes context) => new(context, StringComparer.Ordinal);

    private static string KeyOf(JsonElement action) => action.GetProperty("actionKey").GetString()!;

    private static ContextAttributes Context(string key, JsonElement bags)
    {
        ContextAttributes context = new(key);
        foreach (JsonProperty attribute in bags.GetProperty("numericAttributes").EnumerateObject())
        {
            context.Numeric[attribute.Name] = AttributeValue.From(attribute.Value);
        }

        foreach (JsonProperty attribute in bags.GetProperty("categoricalAttributes").EnumerateObject())
        {
            context.Categorical[attribute.Name] = AttributeValue.From(attribute.Value);
        }

        return context;
    }

    private static IEnumerable<BanditCase> Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllText(path));
        JsonElement file = document.RootElement.Clone();
        foreach (JsonElement subject in file.GetProperty("subjects").EnumerateArray())
        {
            JsonElement assignment = subject.GetProperty("assignment");
            yield return new BanditCase(
                Path.GetFileName(path),
                file.GetProperty("flag").GetString()!,
                file.GetProperty("defaultValue").GetString()!,
                subject.GetProperty("subjectKey").GetString()!,
                subject.GetProperty("subjectAttributes"),
                subject.GetProperty("actions"),
                assignment.GetProperty("variation").GetString()!,
                assignment.GetProperty("action").GetString());
        }
    }
}
