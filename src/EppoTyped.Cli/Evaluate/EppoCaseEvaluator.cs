using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace EppoTyped.Cli.Evaluate;

/// <summary>Evaluates cases as Eppo does.</summary>
internal sealed class EppoCaseEvaluator : ICaseEvaluator, IAssignmentLogger
{
    private readonly FlagClient _client;
    private readonly bool _withDetails;
    private bool _logged;

    /// <summary>
    /// Creates an evaluator without deduplication, so that whether a line is logged does not depend on the lines before it.
    /// </summary>
    /// <exception cref="FormatException">The configuration or the models cannot be read.</exception>
    public EppoCaseEvaluator(string configuration, string? banditModels, TimeProvider clock, bool withDetails)
    {
        _client = FlagClient.InMemory(
            configuration, assignmentLogger: this, clock: clock, deduplication: DeduplicationOptions.Off, banditModels: banditModels);
        _withDetails = withDetails;
    }

    void IAssignmentLogger.LogAssignment(AssignmentEvent assignment) => _logged = true;

    /// <inheritdoc/>
    public bool TryEvaluate(string line, Utf8JsonWriter writer, [NotNullWhen(false)] out string? problem)
    {
        if (!EvaluationCase.TryParse(line, out EvaluationCase? @case, out problem))
        {
            return false;
        }

        Evaluate(@case, writer);
        return true;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Evaluate(EvaluationCase @case, Utf8JsonWriter writer)
    {
        _logged = false;
        EvaluationDetails details = Evaluate(@case);
        writer.WriteStartObject();
        writer.WriteString("flag", @case.Flag);
        writer.WriteString("subject", @case.Subject);
        writer.WritePropertyName("value");
        Write(details.FlagEvaluationCode == EvaluationCode.Match ? details.VariationValue : @case.Default, writer);
        if (@case.Type is null)
        {
            writer.WriteString("action", details.BanditAction);
        }

        writer.WriteString("code", details.FlagEvaluationCode.ToWire());
        writer.WriteString("reason", details.Reason.ToWire());
        writer.WriteString("variation", details.VariationKey);
        writer.WriteString("allocation", details.MatchedAllocation?.Key);
        writer.WriteBoolean("logged", _logged);
        if (_withDetails)
        {
            writer.WritePropertyName("details");
            writer.WriteRawValue(details.ToJson());
        }

        writer.WriteEndObject();
    }

    // The value is read from the details, so that the case's default may be any JSON; the default passed here is not printed.
    private EvaluationDetails Evaluate(EvaluationCase @case) => @case.Type switch
    {
        VariationType.String => _client.GetStringAssignmentDetails(@case.Flag, @case.Subject!, @case.Attributes!, "").Details,
        VariationType.Integer => _client.GetIntegerAssignmentDetails(@case.Flag, @case.Subject!, @case.Attributes!, 0).Details,
        VariationType.Numeric => _client.GetNumericAssignmentDetails(@case.Flag, @case.Subject!, @case.Attributes!, 0).Details,
        VariationType.Boolean => _client.GetBooleanAssignmentDetails(@case.Flag, @case.Subject!, @case.Attributes!, false).Details,
        VariationType.Json => _client.GetJsonAssignmentDetails(@case.Flag, @case.Subject!, @case.Attributes!, default).Details,
        _ => _client.GetBanditActionDetails(@case.Flag, @case.Subject!, @case.Attributes!, @case.Actions!, "").Details,
    };

    private static void Write(JsonElement value, Utf8JsonWriter writer)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            writer.WriteNullValue();
        }
        else
        {
            value.WriteTo(writer);
        }
    }
}
