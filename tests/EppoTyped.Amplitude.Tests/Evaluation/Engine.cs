using System.Text;
using System.Text.Json;
using EppoTyped.Tests;

namespace EppoTyped.Amplitude.Tests.Evaluation;

/// <summary>A table over flags of a test, and what it logged.</summary>
internal sealed class Engine
{
    private Engine(AmplitudeTable table, CollectingLogger log) => (Table, Log) = (table, log);

    public AmplitudeTable Table { get; }

    public CollectingLogger Log { get; }

    public static Engine Of(string flags, EngineSettings? settings = null)
    {
        CollectingLogger log = new();
        AmplitudeTable table = AmplitudeTableReader.Read(Encoding.UTF8.GetBytes(flags), DateTimeOffset.UnixEpoch, settings ?? new(), log, out string? problem)
            ?? throw new InvalidOperationException(problem);
        return new Engine(table, log);
    }

    /// <summary>One flag <c>f</c> whose only condition is about the user property <c>p</c>: on when it holds.</summary>
    public static Engine OfCondition(string @operator, params string[] values) => Of($$$"""
        [{"key":"f","variants":{"on":{"key":"on","value":"on"}},"segments":[{"conditions":[[
          {"selector":["context","user","user_properties","p"],"op":"{{{@operator}}}","values":{{{JsonSerializer.Serialize(values)}}}}]],"variant":"on"}]}]
        """);

    public Dictionary<string, Variant> Evaluate(AmplitudeUser? user, params string[] flagKeys) =>
        FlagSetEvaluation.Run(Table, new SubjectView(user), flagKeys, static (exception, flag) => throw new InvalidOperationException(flag, exception));

    public Dictionary<string, Variant> Evaluate(ISubject subject) =>
        FlagSetEvaluation.Run(Table, new SubjectView(subject), null, static (exception, flag) => throw new InvalidOperationException(flag, exception));

    public Dictionary<string, Variant> Evaluate(JsonElement context, params string[] flagKeys) => FlagSetEvaluation.Run(Table, context, flagKeys);

    /// <summary>Whether the only condition holds for a property.</summary>
    public bool Holds(object? property) => Evaluate(new AmplitudeUser("u") { UserProperties = new Dictionary<string, object?> { ["p"] = property } }).ContainsKey("f");

    /// <summary>A client that answers from the table.</summary>
    public FlagClient ToClient()
    {
        FlagClient client = FlagClient.InMemory();
        client.Core.Publish(Table);
        return client;
    }
}
