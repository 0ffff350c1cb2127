using System.Text.Json;

namespace EppoTyped.Conformance.Tests.Ufc;

/// <summary>How the numbers in a case's attributes are passed to the client.</summary>
public enum NumberForm
{
    /// <summary>Whole numbers as <see cref="long"/>.</summary>
    Integers,

    /// <summary>Every number as <see cref="double"/>.</summary>
    Doubles,
}

/// <summary>One subject of one of Eppo's test files.</summary>
public sealed record UfcCase(
    string File,
    string Flag,
    VariationType Type,
    JsonElement Default,
    string Subject,
    JsonElement Attributes,
    JsonElement Assignment,
    JsonElement Details)
{
    /// <summary>Every case of every file, by file name.</summary>
    public static IReadOnlyList<UfcCase> All { get; } =
        ConformanceFolder.Ufc is { } folder
            ? [.. Directory.EnumerateFiles(Path.Combine(folder, "tests"), "*.json").Order(StringComparer.Ordinal).SelectMany(Read)]
            : [];

    /// <summary>The attributes for a string-keyed call.</summary>
    public Dictionary<string, object?> AttributesAs(NumberForm form) =>
        Attributes.EnumerateObject().ToDictionary(
            attribute => attribute.Name, attribute => Convert(attribute.Value, form), StringComparer.Ordinal);

    /// <summary>The subject for a typed call.</summary>
    public Subject SubjectAs(NumberForm form)
    {
        Subject subject = new(Subject);
        foreach ((string name, object? value) in AttributesAs(form))
        {
            subject[name] = AttributeValue.From(value);
        }

        return subject;
    }

    /// <summary>The case's name in the test runner.</summary>
    public override string ToString() => $"{Path.GetFileNameWithoutExtension(File)} {Subject} {Attributes.GetRawText()}";

    private static object? Convert(JsonElement value, NumberForm form) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        JsonValueKind.Number when form == NumberForm.Integers && value.TryGetInt64(out long whole) => whole,
        JsonValueKind.Number => value.GetDouble(),
        _ => throw new NotSupportedException($"This data had no attribute of kind {value.ValueKind} before."),
    };

    private static IEnumerable<UfcCase> Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllText(path));
        JsonElement file = document.RootElement.Clone();
        VariationType type = Enum.Parse<VariationType>(file.GetProperty("variationType").GetString()!, ignoreCase: true);
        foreach (JsonElement subject in file.GetProperty("subjects").EnumerateArray())
        {
            yield return new UfcCase(
                Path.GetFileName(path),
                file.GetProperty("flag").GetString()!,
                type,
                file.GetProperty("defaultValue"),
                subject.GetProperty("subjectKey").GetString()!,
                subject.GetProperty("subjectAttributes"),
                subject.GetProperty("assignment"),
                subject.GetProperty("evaluationDetails"));
        }
    }
}
