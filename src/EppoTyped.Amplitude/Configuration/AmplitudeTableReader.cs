using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

/// <summary>
/// Compiles a response of Amplitude's flag endpoint to a table. A flag that cannot be read, or cannot be ordered, is set aside by name; the
/// other flags work.
/// </summary>
internal static class AmplitudeTableReader
{
    // Payloads are written by recursion, so their depth is bounded.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 512 };

    /// <summary>Reads a set of flags. Never throws.</summary>
    /// <param name="utf8">A JSON array of flags.</param>
    /// <param name="fetchedAt">When it was fetched.</param>
    /// <param name="settings">The settings of the engine.</param>
    /// <param name="diagnostics">
    /// Receives a line for every flag that is set aside, and for every pattern that is not a regular expression.
    /// </param>
    /// <param name="problem">Why the set is refused as a whole; null where it is not.</param>
    /// <returns>The table; null where the set is refused.</returns>
    public static AmplitudeTable? Read(
        ReadOnlyMemory<byte> utf8, DateTimeOffset fetchedAt, EngineSettings settings, ILogger diagnostics, out string? problem)
    {
        if (!TryReadModels(utf8, out List<FlagModel> models, out Dictionary<string, string> defects, out problem))
        {
            return null;
        }

        List<(string Flag, string Pattern, string Problem)> refused = [];
        AmplitudeTable table = Compile(models, defects, fetchedAt, settings, diagnostics, refused);
        if (settings.Strict && defects.Count + refused.Count > 0)
        {
            problem = defects.Count > 0
                ? $"Flag {LogText.Sanitize(defects.First().Key)} cannot be used: {defects.First().Value}"
                : $"Flag {LogText.Sanitize(refused[0].Flag)} has the pattern {LogText.Sanitize(refused[0].Pattern)}, which is not a "
                + $"regular expression: {LogText.Sanitize(refused[0].Problem)}";
            return null;
        }

        foreach ((string flag, string defect) in defects)
        {
            diagnostics.FlagSetAside(LogText.Sanitize(flag), LogText.Sanitize(defect));
        }

        foreach ((string flag, string pattern, string what) in refused)
        {
            diagnostics.PatternRefused(LogText.Sanitize(flag), LogText.Sanitize(pattern), LogText.Sanitize(what));
        }

        return table;
    }

    /// <summary>The cohorts that a set of flags uses; none where it cannot be read.</summary>
    public static IReadOnlySet<CohortReference> CohortsOf(ReadOnlyMemory<byte> utf8) =>
        TryReadModels(utf8, out List<FlagModel> models, out _, out _) ? CohortReferences.Of(models) : new HashSet<CohortReference>();

    private static bool TryReadModels(
        ReadOnlyMemory<byte> utf8, out List<FlagModel> models, out Dictionary<string, string> defects, out string? problem)
    {
        Dictionary<string, FlagModel> byKey = new(StringComparer.Ordinal);
        (models, defects, problem) = ([], new Dictionary<string, string>(StringComparer.Ordinal), null);
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                problem = $"It is {JsonKindNames.Of(document.RootElement.ValueKind)}, but must be an array of flags.";
                return false;
            }

            // Models refer to the clone for as long as the table lives.
            int place = 0;
            foreach (JsonElement flag in document.RootElement.Clone().EnumerateArray())
            {
                ReadModel(flag, place++, byKey, defects);
            }
        }
        catch (JsonException exception)
        {
            problem = LogText.Describe(exception);
            return false;
        }

        models = [.. byKey.Values];
        return true;
    }

    private static void ReadModel(JsonElement flag, int place, Dictionary<string, FlagModel> models, Dictionary<string, string> defects)
    {
        string name = $"({place + 1})";
        try
        {
            name = AmplitudeFlagReader.KeyOf(flag) is { Length: > 0 } key ? key : name;
            models[name] = AmplitudeFlagReader.Read(flag);
        }
        catch (FormatException exception)
        {
            defects[name] = exception.Message;
        }
        catch (InvalidOperationException)
        {
            defects[name] = "A text contains half a surrogate pair";
        }
    }

    private static AmplitudeTable Compile(
        List<FlagModel> models,
        Dictionary<string, string> defects,
        DateTimeOffset fetchedAt,
        EngineSettings settings,
        ILogger diagnostics,
        List<(string Flag, string Pattern, string Problem)> refused)
    {
        FlagOrder order = FlagOrder.From(
            models.Select(model => model.Key),
            models.ToDictionary(model => model.Key, model => model.Dependencies, StringComparer.Ordinal));
        foreach ((string flag, string problem) in order.Problems)
        {
            defects[flag] = problem;
        }

        FlagSetLayout layout = new(settings);
        Dictionary<string, (FlagModel Model, FlagSplits Splits, AmplitudeFlag Flag)> flags = new(StringComparer.Ordinal);
        foreach (FlagModel model in models.Where(model => !defects.ContainsKey(model.Key)))
        {
            FlagSplits splits = new(model);
            AmplitudeFlag flag = new(model.Key, splits.Variants, splits.TypedOutcomes, layout, splits.ResultOf);
            flags.Add(model.Key, (model, splits, flag));
        }

        AmplitudeFlag? Referenced(string key)
        {
            if (!flags.TryGetValue(key, out (FlagModel, FlagSplits, AmplitudeFlag Flag) found))
            {
                return null;
            }

            found.Flag.Slot = found.Flag.Slot < 0 ? layout.Slots++ : found.Flag.Slot;
            return found.Flag;
        }

        PatternSet patterns = new(diagnostics);
        SegmentCompiler compiler = new(settings, patterns, Referenced);
        Dictionary<string, CompiledFlag> compiled = new(StringComparer.Ordinal);
        foreach ((FlagModel model, FlagSplits splits, AmplitudeFlag flag) in flags.Values)
        {
            flag.Segments =
            [
                .. model.Segments.Select((segment, index) => compiler.Compile(segment, variant => splits.Find(index, variant))),
            ];
            flag.Dependencies = [.. model.Dependencies.Select(Referenced).OfType<AmplitudeFlag>()];
            refused.AddRange(patterns.TakeRefused().Select(pattern => (model.Key, pattern.Pattern, pattern.Problem)));
            compiled.Add(model.Key, ToCompiled(model, splits, flag, settings));
        }

        foreach ((string flag, string defect) in defects)
        {
            compiled[flag] = new CompiledFlag { Key = flag, Defect = defect };
        }

        return new AmplitudeTable
        {
            Flags = compiled.ToFrozenDictionary(StringComparer.Ordinal),
            FetchedAt = fetchedAt.ToUniversalTime(),
            Absent = settings.Absent,
            Layout = layout,
            InOrder = [.. order.Order.Where(flags.ContainsKey).Select(key => flags[key].Flag)],
            Cohorts = CohortReferences.Of(models),
        };
    }

    private static CompiledFlag ToCompiled(FlagModel model, FlagSplits splits, AmplitudeFlag flag, EngineSettings settings)
    {
        (Allocation[] allocations, Split[] flat) = splits.ToAllocations(settings.LogsAssignments);
        return new CompiledFlag
        {
            Key = model.Key,
            Enabled = true,
            AcceptsAnyType = true,
            Fingerprint = model.Fingerprint,
            Allocations = allocations,
            Splits = flat,
            ConstantOutcome = flag.ConstantOutcome,
            CustomEvaluator = flag,
        };
    }
}
