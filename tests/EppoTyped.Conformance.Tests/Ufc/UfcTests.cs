using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EppoTyped.Conformance.Tests.Ufc;

/// <summary>Every case of Eppo's shared test data, through the string-keyed calls: the value and every field of the details.</summary>
public sealed class UfcTests
{
    private static readonly Lazy<FlagClient> Client = new(
        () => FlagClient.InMemory(File.ReadAllText(Path.Combine(ConformanceFolder.Ufc!, "flags-v1.json"))));

    public static TheoryData<int, string, NumberForm> Cases
    {
        get
        {
            TheoryData<int, string, NumberForm> cases = [];
            foreach (NumberForm form in Enum.GetValues<NumberForm>())
            {
                for (int index = 0; index < UfcCase.All.Count; index++)
                {
                    cases.Add(index, UfcCase.All[index].ToString(), form);
                }
            }

            return cases;
        }
    }

    [ConformanceFact]
    public void All_225_cases_are_there() => Assert.Equal(225, UfcCase.All.Count);

    [ConformanceTheory]
    [MemberData(nameof(Cases))]
    public void The_value_is_as_expected(int index, string name, NumberForm form)
    {
        UfcCase @case = UfcCase.All[index];
        JsonNode? value = Assign(Client.Value, @case, @case.AttributesAs(form));
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(@case.Assignment.GetRawText()), value),
            $"{name}: expected {@case.Assignment}, got {value?.ToJsonString()}");
    }

    [ConformanceTheory]
    [MemberData(nameof(Cases))]
    public void The_details_are_as_expected_field_by_field(int index, string name, NumberForm form) =>
        CheckDetails(Client.Value, UfcCase.All[index], name, form);

    // Cultures with a comma for decimals, a dotted capital I, and a minus sign that is not a hyphen.
    [ConformanceTheory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("fi-FI")]
    public void Every_case_is_the_same_in_another_culture(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            Assert.NotEqual(
                CultureInfo.InvariantCulture.NumberFormat.NumberDecimalSeparator,
                CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator);
            // Read again, because the culture could also affect compilation.
            FlagClient client = FlagClient.InMemory(File.ReadAllText(Path.Combine(ConformanceFolder.Ufc!, "flags-v1.json")));
            foreach (UfcCase @case in UfcCase.All)
            {
                foreach (NumberForm form in Enum.GetValues<NumberForm>())
                {
                    string name = $"{culture}, {@case}";
                    JsonNode? value = Assign(client, @case, @case.AttributesAs(form));
                    Assert.True(
                        JsonNode.DeepEquals(JsonNode.Parse(@case.Assignment.GetRawText()), value),
                        $"{name}: expected {@case.Assignment}, got {value?.ToJsonString()}");
                    CheckDetails(client, @case, name, form);
                }
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static void CheckDetails(FlagClient client, UfcCase @case, string name, NumberForm form)
    {
        (JsonNode? value, EvaluationDetails details) = AssignWithDetails(client, @case, @case.AttributesAs(form));
        JsonObject actual = JsonNode.Parse(details.ToEppoJson())!.AsObject();
        // The data is older than these two fields; all others must be present, and nothing else.
        Assert.True(actual.Remove("configFetchedAt"));
        Assert.True(actual.Remove("configPublishedAt"));
        JsonNode expected = JsonNode.Parse(@case.Details.GetRawText())!;
        Assert.True(
            JsonNode.DeepEquals(expected, actual), $"{name}:\nexpected {expected.ToJsonString()}\ngot      {actual.ToJsonString()}");
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(@case.Assignment.GetRawText()), value),
            $"{name}: expected {@case.Assignment}, got {value?.ToJsonString()}");
    }

    private static JsonNode? Assign(FlagClient client, UfcCase @case, Dictionary<string, object?> attributes) => @case.Type switch
    {
        VariationType.String => client.GetStringAssignment(@case.Flag, @case.Subject, attributes, @case.Default.GetString()!),
        VariationType.Integer => client.GetIntegerAssignment(@case.Flag, @case.Subject, attributes, @case.Default.GetInt64()),
        VariationType.Numeric => client.GetNumericAssignment(@case.Flag, @case.Subject, attributes, @case.Default.GetDouble()),
        VariationType.Boolean => client.GetBooleanAssignment(@case.Flag, @case.Subject, attributes, @case.Default.GetBoolean()),
        _ => ParseBothForms(client, @case, attributes),
    };

    private static JsonNode? ParseBothForms(FlagClient client, UfcCase @case, Dictionary<string, object?> attributes)
    {
        JsonNode? parsed = ToNode(client.GetJsonAssignment(@case.Flag, @case.Subject, attributes, @case.Default));
        JsonNode? text = JsonNode.Parse(client.GetJsonStringAssignment(@case.Flag, @case.Subject, attributes, @case.Default.GetRawText()));
        Assert.True(JsonNode.DeepEquals(parsed, text));
        return parsed;
    }

    private static (JsonNode? Value, EvaluationDetails Details) AssignWithDetails(
        FlagClient client, UfcCase @case, Dictionary<string, object?> attributes)
    {
        switch (@case.Type)
        {
            case VariationType.String:
                Evaluation<string> text = client.GetStringAssignmentDetails(
                    @case.Flag, @case.Subject, attributes, @case.Default.GetString()!);
                return (text.Value, text.Details);
            case VariationType.Integer:
                Evaluation<long> integer = client.GetIntegerAssignmentDetails(
                    @case.Flag, @case.Subject, attributes, @case.Default.GetInt64());
                return (integer.Value, integer.Details);
            case VariationType.Numeric:
                Evaluation<double> number = client.GetNumericAssignmentDetails(
                    @case.Flag, @case.Subject, attributes, @case.Default.GetDouble());
                return (number.Value, number.Details);
            case VariationType.Boolean:
                Evaluation<bool> boolean = client.GetBooleanAssignmentDetails(
                    @case.Flag, @case.Subject, attributes, @case.Default.GetBoolean());
                return (boolean.Value, boolean.Details);
            default:
                Evaluation<JsonElement> json = client.GetJsonAssignmentDetails(@case.Flag, @case.Subject, attributes, @case.Default);
                return (ToNode(json.Value), json.Details);
        }
    }

    private static JsonNode? ToNode(JsonElement element) => JsonNode.Parse(element.GetRawText());
}
