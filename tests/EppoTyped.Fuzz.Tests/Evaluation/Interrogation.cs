using System.Text.Json;
using EppoTyped.Fuzz.Tests.Harness;

namespace EppoTyped.Fuzz.Tests.Evaluation;

/// <summary>Makes every kind of call to a client, and checks that the results agree.</summary>
/// <param name="counts">Counts the calls and their results.</param>
internal sealed class Interrogation(FuzzRun counts)
{
    private static readonly VariationType[] Types =
    [
        VariationType.String,
        VariationType.Boolean,
        VariationType.Integer,
        VariationType.Numeric,
        VariationType.Json,
    ];
    private static readonly JsonElement EmptyObject = JsonDocument.Parse("{}").RootElement;

    private readonly Handles _handles = new();

    /// <summary>Evaluates one flag by every kind of call, with its own type or, sometimes, with another.</summary>
    public void EvaluateOne(FlagClient client, string key, VariationType ownType, StrictLogger logger, Random random)
    {
        HostileSubject subject = HostileSubject.Next(random);
        VariationType type = random.Next(5) == 0 ? Types[random.Next(Types.Length)] : ownType;
        (object? plain, object? detailed, EvaluationDetails details) = EvaluateByKey(client, key, type, subject);
        counts.Count("evaluations", 2);
        counts.Count(details.Error == EvaluationError.None ? $"reason {details.Reason}" : $"error {details.Error}");

        // Calls may have read different attributes of a subject that throws.
        bool comparable = !subject.Throws && !logger.HasTimedOut;
        Assert.True(!comparable || Same(plain, detailed), $"{key} as {type}: the plain call returns {plain}, the details {detailed}.");
        if (subject.Typed is not null && _handles.Find(key, type) is { } handle)
        {
            (object? typed, object? typedDetailed) = EvaluateTyped(client, handle, subject.Typed);
            counts.Count("evaluations", 2);
            comparable &= !logger.HasTimedOut;
            Assert.True(
                !comparable || Same(typed, typedDetailed),
                $"{key} as {type}: the typed call returns {typed}, its details {typedDetailed}.");
            Assert.True(!comparable || Same(plain, typed), $"{key} as {type}: the string-keyed call returns {plain}, the typed {typed}.");
        }

        if (random.Next(8) == 0)
        {
            using JsonDocument whole = JsonDocument.Parse(details.ToJson());
            using JsonDocument eppo = JsonDocument.Parse(details.ToEppoJson());
        }
    }

    /// <summary>Evaluates all flags at once, with the same results as each alone.</summary>
    public void EvaluateAll(FlagClient client, StrictLogger logger, Random random)
    {
        HostileSubject subject = HostileSubject.Next(random);
        FlagResults all = client.EvaluateAll(subject.Key!, subject.Attributes!, logAssignments: random.Next(2) == 0);
        counts.Count("evaluations");
        foreach (FlagResult result in all.Take(4))
        {
            (object? plain, _, _) = EvaluateByKey(client, result.FlagKey, result.Type, subject);
            counts.Count("evaluations", 2);
            bool comparable = !subject.Throws && !logger.HasTimedOut;
            Assert.True(
                !comparable || !result.IsAssigned || Same(plain, Value(result)),
                $"{result.FlagKey}: EvaluateAll returns {result.Value}, the plain call {plain}.");
        }

        if (subject.Typed is not null)
        {
            _ = client.EvaluateAll(subject.Typed, logAssignments: true);
            counts.Count("evaluations");
        }

        if (random.Next(4) == 0)
        {
            using JsonDocument precomputed = JsonDocument.Parse(
                client.GetPrecomputedConfiguration(subject.Key!, subject.Throws ? [] : subject.Attributes!, "salt"));
        }
    }

    public void ChooseAction(FlagClient client, string key, Random random)
    {
        HostileSubject subject = HostileSubject.Next(random);
        List<KeyValuePair<string, IEnumerable<KeyValuePair<string, object>>>> actions = [];
        string[] names = ["nike", "adidas", "reebok", "puma", "", "\ud800", "nike"];
        for (int count = random.Next(6); count > 0; count--)
        {
            actions.Add(new(names[random.Next(names.Length)], HostileSubject.Next(random).Attributes!));
        }

        BanditResult<string> plain = client.GetBanditAction(key, subject.Key!, subject.Attributes!, actions, "default");
        Evaluation<BanditResult<string>> detailed = client.GetBanditActionDetails(
            key, subject.Key!, subject.Attributes!, actions, "default");
        _ = client.GetBanditAction(key, subject.Key!, subject.Attributes!, names.Take(random.Next(8)), "default");
        _ = client.GetBestAction(key, subject.Attributes!, actions, "none");
        counts.Count("evaluations", 4);
        counts.Count($"bandit {detailed.Details.BanditEvaluationCode?.ToString() ?? "not asked"}");
        Assert.True(
            plain.Action is null || names.Contains(plain.Action),
            $"{key}: the bandit chose {plain.Action}, which is not one of the actions.");
        Assert.True(
            subject.Throws || plain.Variation == detailed.Value.Variation,
            $"{key}: the plain call returns {plain.Variation}, the details {detailed.Value.Variation}.");
        _ = detailed.Details.ToJson();
    }

    private static (object? Plain, object? Detailed, EvaluationDetails Details) EvaluateByKey(
        FlagClient client, string key, VariationType type, HostileSubject subject)
    {
        string subjectKey = subject.Key!;
        IEnumerable<KeyValuePair<string, object>> attributes = subject.Attributes!;
        switch (type)
        {
            case VariationType.Boolean:
                Evaluation<bool> boolean = client.GetBooleanAssignmentDetails(key, subjectKey, attributes, false);
                return (client.GetBooleanAssignment(key, subjectKey, attributes, false), boolean.Value, boolean.Details);
            case VariationType.Integer:
                Evaluation<long> integer = client.GetIntegerAssignmentDetails(key, subjectKey, attributes, -77);
                return (client.GetIntegerAssignment(key, subjectKey, attributes, -77), integer.Value, integer.Details);
            case VariationType.Numeric:
                Evaluation<double> number = client.GetNumericAssignmentDetails(key, subjectKey, attributes, -7.7);
                return (client.GetNumericAssignment(key, subjectKey, attributes, -7.7), number.Value, number.Details);
            case VariationType.Json:
                _ = client.GetJsonStringAssignment(key, subjectKey, attributes, "{}");
                Evaluation<JsonElement> json = client.GetJsonAssignmentDetails(key, subjectKey, attributes, EmptyObject);
                return (client.GetJsonAssignment(key, subjectKey, attributes, EmptyObject), json.Value, json.Details);
            default:
                Evaluation<string> text = client.GetStringAssignmentDetails(key, subjectKey, attributes, "default");
                return (client.GetStringAssignment(key, subjectKey, attributes, "default"), text.Value, text.Details);
        }
    }

    private static (object? Plain, object? Detailed) EvaluateTyped(FlagClient client, Flag handle, ISubject subject) => handle switch
    {
        Flag<bool> boolean => (client.GetValue(boolean, subject), client.GetDetails(boolean, subject).Value),
        Flag<long> integer => (client.GetValue(integer, subject), client.GetDetails(integer, subject).Value),
        Flag<double> number => (client.GetValue(number, subject), client.GetDetails(number, subject).Value),
        Flag<JsonElement> json => (client.GetValue(json, subject), client.GetDetails(json, subject).Value),
        Flag<string> text => (client.GetValue(text, subject), client.GetDetails(text, subject).Value),
        _ => throw new InvalidOperationException($"A handle of type {handle.GetType()}."),
    };

    private static object? Value(FlagResult result) => result.Type switch
    {
        VariationType.Boolean => result.Value.GetBoolean(),
        VariationType.Integer => (long)result.Value.GetDouble() is var near && result.Value.TryGetInt64(out long exact) ? exact : near,
        VariationType.Numeric => result.Value.GetDouble(),
        VariationType.Json => result.Value,
        _ => result.Value.GetString(),
    };

    private static bool Same(object? left, object? right) =>
        left is JsonElement one && right is JsonElement other ? JsonElement.DeepEquals(one, other) : Equals(left, right);
}
