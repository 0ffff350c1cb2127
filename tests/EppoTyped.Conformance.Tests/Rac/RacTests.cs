using System.Text.Json.Nodes;

namespace EppoTyped.Conformance.Tests.Rac;

/// <summary>
/// Every case of Eppo's test data from before UFC, through the API of that time, its typed variants, and today's details.
/// </summary>
public sealed class RacTests
{
    private static readonly Lazy<FlagClient> Client = new(
        () => FlagClient.InMemory(File.ReadAllText(Path.Combine(ConformanceFolder.Rac!, "rac-experiments-v3.json"))));

    public static TheoryData<string> Files => [.. RacFile.All.Select(file => file.Name)];

    // Cases 5 to 7 of the public data (21 subjects, 4 of them of a flag that the configuration lacks) are not in our copy.
    [RacFact]
    public void All_1976_cases_are_there() => Assert.Equal([9, 1000, 953, 4, 6, 4], RacFile.All.Select(file => file.Cases.Count));

    [RacTheory]
    [MemberData(nameof(Files))]
    public void Typed_calls_return_the_expected_values(string name) => CheckAll(name, (legacy, file, @case) => file.ValueType switch
    {
        "string" => legacy.FindStringAssignment(file.Flag, @case.Subject, @case.Bag),
        "numeric" => legacy.FindNumericAssignment(file.Flag, @case.Subject, @case.Bag),
        "boolean" => legacy.FindBooleanAssignment(file.Flag, @case.Subject, @case.Bag),
        _ => legacy.FindJsonStringAssignment(file.Flag, @case.Subject, @case.Bag) is { } json ? JsonNode.Parse(json) : null,
    });

    [RacTheory]
    [MemberData(nameof(Files))]
    public void The_call_with_the_subject_first_returns_the_same_as_text(string name) => CheckAll(name, (legacy, file, @case) =>
        legacy.GetAssignment(@case.Subject, file.Flag, @case.Bag) is { } text
            ? file.ValueType == "string" ? text : JsonNode.Parse(text)
            : null);

    [RacTheory]
    [MemberData(nameof(Files))]
    public void Details_agree_with_the_plain_call(string name)
    {
        RacFile file = RacFile.All.Single(file => file.Name == name);
        EppoLegacyClient legacy = new(Client.Value);
        foreach (RacCase @case in file.Cases)
        {
            string? variation = file.ValueType == "string"
                ? Client.Value.GetStringAssignmentDetails(file.Flag, @case.Subject, @case.Bag!, "").VariationKey
                : Client.Value.GetNumericAssignmentDetails(file.Flag, @case.Subject, @case.Bag!, 0).VariationKey;
            Assert.Equal(legacy.GetAssignment(@case.Subject, file.Flag, @case.Bag), variation);
        }
    }

    private static void CheckAll(string name, Func<EppoLegacyClient, RacFile, RacCase, JsonNode?> evaluate)
    {
        RacFile file = RacFile.All.Single(file => file.Name == name);
        EppoLegacyClient legacy = new(Client.Value);
        string[] wrong =
        [
            .. file.Cases.Select(@case => (@case.Subject, Expected: @case.Expected.GetRawText(), Actual: evaluate(legacy, file, @case)))
                .Where(result => !JsonNode.DeepEquals(JsonNode.Parse(result.Expected), result.Actual))
                .Select(result => $"{result.Subject}: expected {result.Expected}, got {result.Actual?.ToJsonString() ?? "null"}"),
        ];
        Assert.True(wrong.Length == 0, $"{wrong.Length} of {file.Cases.Count} differ:\n{string.Join("\n", wrong.Take(10))}");
    }
}
