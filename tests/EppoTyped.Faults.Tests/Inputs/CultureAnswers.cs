using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EppoTyped.Faults.Tests;

/// <summary>Values, events and texts that a culture could change: numbers, letters with more than one case, dates, orders.</summary>
internal static class CultureAnswers
{
    private static readonly object[] Values =
    [
        "1.5", "1,5", "I", "\u0131", "\u0130", "i", "\u00df", "SS", "\u0661", "1.10.0", 1.5, -1.5, 1e21, 1e-7, -0.0, 1234567.891, 1.10m,
        0.1f, -7, true, double.NaN, double.NegativeInfinity,
    ];

    /// <summary>The results of a client in this process, of both formats, line by line.</summary>
    public static string All()
    {
        StringBuilder answers = new();
        FlagClient client = FlagClient.InMemory(Flags(), new Lines(answers), clock: StoppedElsewhere());
        FlagClient legacy = FlagClient.InMemory(Legacy(), new Lines(answers), clock: StoppedElsewhere());
        foreach (object value in Values)
        {
            Dictionary<string, object> attributes = new() { ["x"] = value, ["I"] = "dotless", ["i"] = "dotted" };
            string subject = $"subject-{AttributeValue.From(value)}";
            foreach (string key in client.FlagKeys)
            {
                answers.Append(client.GetBooleanAssignmentDetails(key, subject, attributes, false).Details.ToJson()).Append('\n');
                answers.Append(client.GetBooleanAssignment(key, subject, attributes, false) ? "on\n" : "off\n");
            }

            answers.Append(legacy.GetStringAssignmentDetails("legacy", subject, attributes, "none").Details.ToJson()).Append('\n');
            answers.Append(NumberOf(client, subject, attributes)).Append('\n');
        }

        answers.Append(client.GetPrecomputedConfiguration("subject", new Dictionary<string, object> { ["x"] = -1.5 }, "salt")).Append('\n');
        return answers.ToString();
    }

    private static string NumberOf(FlagClient client, string subject, Dictionary<string, object> attributes) =>
        client.GetNumericAssignmentDetails("price", subject, attributes, -1).Details.ToJson()
            + client.GetIntegerAssignmentDetails("limit", subject, attributes, -1).Details.ToJson();

    private static string Flags()
    {
        string Ruled(string key, string operatorName, object value) => ReferenceFlags.Flag(
            key,
            "BOOLEAN",
            "true",
            $$"""{"key":"{{key}}","startAt":"2025-12-31T23:00:00.123456-01:00","rules":[{"conditions":[{"attribute":"x","operator":"{{operatorName}}","value":{{JsonSerializer.Serialize(value)}}}]}],"splits":[{"variationKey":"one","shards":[{"salt":"I","ranges":[{"start":0,"end":9000}]}]}],"doLog":true}""");
        string Named(string attribute) => ReferenceFlags.Flag(
            attribute,
            "BOOLEAN",
            "true",
            $$"""{"key":"named","rules":[{"conditions":[{"attribute":"{{attribute}}","operator":"MATCHES","value":"(?i)^DOT"}]}],"splits":[{"variationKey":"one","shards":[]}]}""");
        string[] flags =
        [
            Ruled("list", "ONE_OF", new[] { "1.5", "I", "-1.5", "1e+21", "-7", "true" }),
            Ruled("pattern", "MATCHES", "[iI1]\\.?"),
            Ruled("blind", "MATCHES", "(?i)^(i|ss)$"),
            Ruled("class", "MATCHES", "^\\d"),
            Ruled("above", "GT", 1.25),
            Ruled("text", "LTE", "1.5"),
            Ruled("version", "GTE", "1.9.0"),
            ReferenceFlags.Flag("broken", "BOOLEAN", "1.5", ReferenceFlags.Everybody),
            Named("I"),
            Named("i"),
        ];
        return ReferenceFlags.Json("red", "," + string.Join(',', flags));
    }

    private static string Legacy() => """
        {"flags":{"legacy":{"subjectShards":10000,"enabled":true,"overrides":{},"typedOverrides":{},
          "rules":[{"allocationKey":"all","conditions":[{"attribute":"x","operator":"ONE_OF","value":["i","\u0131","1.5","TRUE"]}]}],
          "allocations":{"all":{"percentExposure":0.9999,"variations":[{"name":"a","value":"a","typedValue":"a","shardRange":{"start":0,"end":10000} }]} } } } }
        """;

    private sealed class Lines(StringBuilder answers) : IAssignmentLogger
    {
        public void LogAssignment(AssignmentEvent assignment) => answers.Append(assignment.ToJson()).Append('\n');
    }

    private static FakeTimeProvider StoppedElsewhere()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        clock.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("elsewhere", TimeSpan.FromHours(5), "elsewhere", "elsewhere"));
        return clock;
    }

    /// <summary>The same in a process without the data of any culture.</summary>
    public static void Write()
    {
        if (CultureInfo.GetCultures(CultureTypes.AllCultures).Length > 1)
        {
            throw new InvalidOperationException("This process has cultures.");
        }

        using Stream output = Console.OpenStandardOutput();
        output.Write(Encoding.UTF8.GetBytes(All()));
    }
}
