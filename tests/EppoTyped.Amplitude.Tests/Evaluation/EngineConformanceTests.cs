using System.Globalization;
using System.Text.Json;
using Xunit.Abstractions;

namespace EppoTyped.Amplitude.Tests.Evaluation;

/// <summary>Every case of Amplitude's shared data about evaluation: by its context, by its user, and flag by flag as typed calls ask.</summary>
public sealed class EngineConformanceTests(ITestOutputHelper output)
{
    [AmplitudeFact]
    public void Generated_cases() => Run("generated.jsonl", cases: 250, compared: 245, byUser: 245);

    [AmplitudeFact]
    public void Edge_cases() => Run("edges.jsonl", cases: 191, compared: 187, byUser: 185);

    // A comma for decimals, a dotted capital I of its own, a minus sign that is no hyphen.
    [AmplitudeFact]
    public void Cultures_change_nothing()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            foreach (string culture in (string[])["de-DE", "tr-TR", "fi-FI"])
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                Run("edges.jsonl", cases: 191, compared: 187, byUser: 185);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [AmplitudeFact]
    public void Array_values()
    {
        int compared = 0;
        foreach (JsonElement @case in AmplitudeData.Read("array-values.json").GetProperty("cases").EnumerateArray())
        {
            Dictionary<string, Variant> variants = Engine.Of(@case.GetProperty("flags").GetRawText()).Evaluate(@case.GetProperty("context"));
            Dictionary<string, string?> expected = @case.GetProperty("expected").EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString());
            Assert.Equal(expected, variants.ToDictionary(entry => entry.Key, entry => entry.Value.Key));
            compared++;
        }

        Assert.Equal(14, compared);
    }

    [AmplitudeFact]
    public void Engine_basics()
    {
        int compared = 0;
        foreach (JsonElement @case in AmplitudeData.Read("engine-basic.json").GetProperty("cases").EnumerateArray())
        {
            Dictionary<string, Variant> variants = Engine.Of(@case.GetProperty("flags").GetRawText()).Evaluate(@case.GetProperty("context"));
            Assert.Equal(ConformanceCase.Normal(@case.GetProperty("expected").GetProperty("variants")), ConformanceCase.Normal(variants));
            compared++;
        }

        Assert.Equal(6, compared);
    }

    private void Run(string file, int cases, int compared, int byUser)
    {
        (int seen, int byContext, int asUser, List<string> wrong) = (0, 0, 0, []);
        foreach (ConformanceCase @case in ConformanceCase.Of(file))
        {
            seen++;
            Engine engine = Engine.Of(@case.Flags);
            if (Skipped(@case) is { } decision)
            {
                output.WriteLine($"{@case.Id}: skipped, {decision}");
                CheckIsolation(engine, @case);
                continue;
            }

            string expected = ConformanceCase.Normal(@case.Expected!.Value);
            byContext += Compare(wrong, @case, "context", expected, engine.Evaluate(@case.Context, @case.FlagKeys));
            if (@case.User is not { } user)
            {
                output.WriteLine($"{@case.Id}: compared by its context only, because no user has it");
                continue;
            }

            asUser += Compare(wrong, @case, "user", expected, engine.Evaluate(user, @case.FlagKeys));
            CheckTypedCalls(wrong, engine, @case, user);
        }

        output.WriteLine($"{file}: {seen} cases, {byContext} by context, {asUser} by user");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal((cases, compared, byUser), (seen, byContext, asUser));
    }

    /// <summary>Which row of docs/protocols/amplitude.md, section 11, takes a case out of the comparison.</summary>
    private static string? Skipped(ConformanceCase @case) => @case switch
    {
        { Error: { } error } when error.StartsWith("Detected a cycle", StringComparison.Ordinal) => $"row 23: a cycle sets its flags aside instead of throwing ({error})",
        { Error: { } error } => $"row 14: an invalid pattern is no match instead of throwing ({error})",
        { Id: "edge-362" } => "row 18: lists are opaque to selectors, as in Python, Go and Kotlin",
        _ => null,
    };

    /// <summary>What the SDKs throw for hurts nobody but the flags concerned.</summary>
    private static void CheckIsolation(Engine engine, ConformanceCase @case)
    {
        if (@case.Error is null)
        {
            return;
        }

        Assert.Contains(engine.Log.Lines, line => line.Id.Id is 10 or 11);
        Dictionary<string, Variant> variants = engine.Evaluate(@case.Context);
        foreach (CompiledFlag flag in engine.Table.Flags.Values)
        {
            Assert.False(flag.Defect is not null && variants.ContainsKey(flag.Key));
        }

        // Everybody on the cycle that is named is set aside.
        string named = @case.Error.Split("between flags ").Skip(1).FirstOrDefault("");
        Assert.All(named.Split(", ", StringSplitOptions.RemoveEmptyEntries), key => Assert.NotNull(engine.Table.Flags[key].Defect));
    }

    private static int Compare(List<string> wrong, ConformanceCase @case, string form, string expected, Dictionary<string, Variant> given)
    {
        string normal = ConformanceCase.Normal(given);
        if (expected != normal)
        {
            wrong.Add($"{@case.Id} by {form}:\n  expected {expected}\n  given    {normal}");
        }

        return 1;
    }

    /// <summary>A call for one flag gives what the evaluation of that flag alone gives.</summary>
    private static void CheckTypedCalls(List<string> wrong, Engine engine, ConformanceCase @case, AmplitudeUser user)
    {
        foreach (CompiledFlag flag in engine.Table.Flags.Values.Where(flag => flag.Defect is null))
        {
            int outcome = flag.ConstantOutcome == Outcome.DependsOnSubject ? flag.Evaluate(new SubjectView(user), TimeProvider.System) : flag.ConstantOutcome;
            string? given = outcome < 0 ? null : flag.Splits[outcome].VariationKey;
            Variant? together = engine.Evaluate(user, flag.Key).GetValueOrDefault(flag.Key);
            string? expected = together is null || VariantReading.IsNone(together) ? null : VariantReading.KeyOf(together);
            if (given != expected)
            {
                wrong.Add($"{@case.Id}, {flag.Key} alone: {given ?? "nothing"}, together {expected ?? "nothing"}");
            }
        }
    }
}
