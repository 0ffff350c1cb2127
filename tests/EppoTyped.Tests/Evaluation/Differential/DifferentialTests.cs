using System.Globalization;
using System.Text.Json;
using EppoTyped.CompilerServices;
using Xunit.Abstractions;

namespace EppoTyped.Tests.Differential;

/// <summary>The compiled evaluation, in each of its forms, agrees with the plain evaluator.</summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private static readonly int ConfigurationCount = RunScale.Of(800);
    private const int Subjects = 50;
    private const int Flags = 2;

    private static readonly DateTimeOffset Now = new(2026, 11, 28, 7, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<string, Typed> Handles = new(StringComparer.Ordinal) { ["f0"] = new("f0"), ["f1"] = new("f1") };

    [Fact]
    public void Every_form_of_the_fast_path_agrees_with_the_plain_evaluator()
    {
        Random random = new(20261128);
        RandomConfiguration make = new(random);
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        int triples = 0;
        for (int number = 0; number < ConfigurationCount; number++)
        {
            string configuration = make.Make(Flags);
            using JsonDocument document = JsonDocument.Parse(configuration);
            PlainEvaluator plain = new(document.RootElement, RandomConfiguration.Patterns);
            FlagClient client = FlagClient.InMemory(configuration, clock: new FakeTimeProvider(Now));
            for (int subject = 0; subject < Subjects; subject++, triples++)
            {
                string? key = make.SubjectKey(subject);
                Dictionary<string, object?> attributes = make.SubjectAttributes();
                Dictionary<string, PlainResult> expected = Handles.Keys.ToDictionary(
                    flagKey => flagKey, flagKey => plain.Evaluate(flagKey, key, attributes, Now), StringComparer.Ordinal);
                try
                {
                    Compare(client, key, attributes, expected);
                }
                catch (Exception exception)
                {
                    throw new InvalidOperationException(
                        $"Subject '{key}' with {JsonSerializer.Serialize(attributes.Select(pair => $"{pair.Key}={pair.Value}"))} of {configuration}",
                        exception);
                }

                foreach (PlainResult result in expected.Values)
                {
                    string name = $"{result.Code} {result.Reason} {result.Error}";
                    counts[name] = counts.GetValueOrDefault(name) + 1;
                }
            }
        }

        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{ConfigurationCount} configurations, {triples} triples, {triples * Flags} evaluations in 4 forms"));
        foreach ((string name, int count) in counts.OrderByDescending(pair => pair.Value))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,8} {name}"));
        }

        Assert.Equal(ConfigurationCount * Subjects, triples);
        // Every result of an evaluation occurs often enough to be meaningful.
        Assert.Equal(8, counts.Count);
        Assert.All(counts.Values, count => Assert.True(count > 200 * RunScale.Value));
    }

    private static void Compare(
        FlagClient client, string? key, Dictionary<string, object?> attributes, Dictionary<string, PlainResult> expected)
    {
        FlagResults all = client.EvaluateAll(key!, attributes!);
        Assert.Equal(expected.Count, all.Count);
        foreach ((string flagKey, PlainResult result) in expected)
        {
            FlagResult one = all[flagKey];
            Assert.Equal(
                (result.Code, result.Reason, result.Error, result.Variation, result.Allocation),
                (one.Code, one.Reason, one.Error, one.VariationKey, one.AllocationKey));
            Assert.Equal(Text(result.Value), Text(one.Value));
            Handles[flagKey].Compare(client, one.Type, key, attributes, result);
        }
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.Undefined ? "" : value.GetRawText();

    /// <summary>A flag evaluated by its type: by key, by handle, and by key with details.</summary>
    private sealed class Typed(string key)
    {
        private static readonly JsonElement None = JsonDocument.Parse("null").RootElement;

        private readonly Flag<bool> _boolean = GeneratedCodeV1.Boolean(key, false);
        private readonly Flag<string> _text = GeneratedCodeV1.Text(key, "none");
        private readonly Flag<long> _integer = GeneratedCodeV1.Integer(key, -1);
        private readonly Flag<double> _number = GeneratedCodeV1.Number(key, -1);
        private readonly Flag<JsonElement> _json = GeneratedCodeV1.Json(key, "null");

        public void Compare(
            FlagClient client, VariationType type, string? subject, Dictionary<string, object?> attributes, PlainResult expected)
        {
            // Typed subjects always have a key, and may have lists of texts among their attributes.
            Subject? typed = subject is null ? null : new Subject(subject);
            foreach ((string name, object? value) in attributes)
            {
                if (typed is not null)
                {
                    typed[name] = AttributeValue.From(value);
                }
            }

            switch (type)
            {
                case VariationType.Boolean:
                    bool boolean = expected.IsAssigned && expected.Value.GetBoolean();
                    Assert.Equal(boolean, client.GetBooleanAssignment(key, subject!, attributes!, false));
                    Assert.Equal(boolean, typed is null ? boolean : client.GetValue(_boolean, typed));
                    Compare(client.GetBooleanAssignmentDetails(key, subject!, attributes!, false), boolean, expected);
                    break;
                case VariationType.String:
                    string text = expected.IsAssigned ? expected.Value.GetString()! : "none";
                    Assert.Equal(text, client.GetStringAssignment(key, subject!, attributes!, "none"));
                    Assert.Equal(text, typed is null ? text : client.GetValue(_text, typed));
                    Compare(client.GetStringAssignmentDetails(key, subject!, attributes!, "none"), text, expected);
                    break;
                case VariationType.Integer:
                    long integer = expected.IsAssigned ? (long)expected.Value.GetDouble() : -1;
                    Assert.Equal(integer, client.GetIntegerAssignment(key, subject!, attributes!, -1));
                    Assert.Equal(integer, typed is null ? integer : client.GetValue(_integer, typed));
                    Compare(client.GetIntegerAssignmentDetails(key, subject!, attributes!, -1), integer, expected);
                    break;
                case VariationType.Numeric:
                    double number = expected.IsAssigned ? expected.Value.GetDouble() : -1;
                    Assert.Equal(number, client.GetNumericAssignment(key, subject!, attributes!, -1));
                    Assert.Equal(number, typed is null ? number : client.GetValue(_number, typed));
                    Compare(client.GetNumericAssignmentDetails(key, subject!, attributes!, -1), number, expected);
                    break;
                default:
                    string json = expected.IsAssigned ? expected.Value.GetRawText() : "null";
                    Assert.Equal(json, client.GetJsonAssignment(key, subject!, attributes!, None).GetRawText());
                    Assert.Equal(json, typed is null ? json : client.GetValue(_json, typed).GetRawText());
                    Compare(client.GetJsonStringAssignmentDetails(key, subject!, attributes!, "null"), json, expected);
                    break;
            }
        }

        private static void Compare<T>(Evaluation<T> found, T value, PlainResult expected)
        {
            Assert.Equal(value, found.Value);
            Assert.Equal(
                (expected.Code, expected.Reason, expected.Error, expected.Variation, expected.Allocation),
                (found.Code, found.Reason, found.Error, found.VariationKey, found.AllocationKey));
        }
    }
}
