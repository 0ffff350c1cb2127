using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>The splits of a flag: each variant that a segment may lead to, with the metadata of flag, segment and variant merged.</summary>
internal sealed class FlagSplits
{
    private readonly FlagModel _model;
    private readonly Dictionary<(int Segment, string Variant), int> _places = [];
    private readonly List<(int Segment, VariantModel Model, Variant Merged)> _splits = [];

    public FlagSplits(FlagModel model)
    {
        _model = model;
        for (int segment = 0; segment < model.Segments.Count; segment++)
        {
            SegmentModel from = model.Segments[segment];
            IEnumerable<string?> variants = from.Bucket?.Allocations.SelectMany(allocation => allocation.Distributions).Select(distribution => distribution.Variant) ?? [];
            foreach (string? variant in variants.Append(from.Variant))
            {
                if (variant is not null && model.Variants.TryGetValue(variant, out VariantModel? found) && _places.TryAdd((segment, variant), _splits.Count))
                {
                    _splits.Add((segment, found, Merge(from, found)));
                }
            }
        }
    }

    /// <summary>The variants that an evaluation gives, by split.</summary>
    public Variant[] Variants => [.. _splits.Select(split => split.Merged)];

    /// <summary>What a typed call gets by split: nothing where the variant stands for nobody having been assigned.</summary>
    public int[] Answers => [.. _splits.Select((split, place) => VariantReading.IsNone(split.Merged) ? Outcome.NoAllocation : place)];

    /// <summary>The split of a variant in a segment; below 0 for one that the flag does not have.</summary>
    public int Find(int segment, string variant) => _places.GetValueOrDefault((segment, variant), FlagResultCache.NoVariant);

    /// <summary>The variant of a split as selectors of other flags see it: its value is not text yet.</summary>
    public JsonElement ResultOf(int split) => JsonSerialization.Written(writer =>
    {
        (_, VariantModel model, Variant merged) = _splits[split];
        writer.WriteStartObject();
        WriteMember(writer, "key", merged.Key);
        WriteMember(writer, "value", model.Value);
        WriteMember(writer, "payload", model.Payload);
        writer.WritePropertyName("metadata");
        PropertyJson.WriteObject(writer, merged.Metadata.Select(member => KeyValuePair.Create(member.Key, (object?)member.Value)));
        writer.WriteEndObject();
    });

    /// <summary>The segments and their splits as the runtime tells of them.</summary>
    public (Allocation[] Allocations, Split[] Splits) ToAllocations(bool logged)
    {
        Allocation[] allocations = [.. _model.Segments.Select((segment, index) => new Allocation
        {
            Key = _splits.Find(split => split.Segment == index).Merged?.SegmentName ?? $"segment {index + 1}",
            FirstSplit = Math.Max(0, _splits.FindIndex(split => split.Segment == index)),
            SplitCount = _splits.Count(split => split.Segment == index),
        })];
        // One reading of a variant for all its segments, so that they share the objects that are read from its payload.
        Dictionary<VariantModel, Variation> read = new(ReferenceEqualityComparer.Instance);
        Split[] splits = [.. _splits.Select(split => new Split
        {
            Allocation = allocations[split.Segment],
            VariationKey = VariantReading.KeyOf(split.Merged),
            Variation = read.TryGetValue(split.Model, out Variation? known) ? known : read[split.Model] = VariantReading.ToVariation(split.Merged),
            DoLog = logged && !split.Merged.IsDefault,
            Experiment = split.Merged.ExperimentKey ?? _model.Key,
            Reason = ReasonOf(split.Merged, _model.Segments[split.Segment]),
        })];
        return (allocations, splits);
    }

    private Variant Merge(SegmentModel segment, VariantModel variant)
    {
        Dictionary<string, JsonElement> metadata = new(StringComparer.Ordinal);
        foreach ((string name, JsonElement said) in _model.Metadata.Concat(segment.Metadata).Concat(variant.Metadata))
        {
            metadata[name] = said;
        }

        return new Variant
        {
            Key = variant.Key,
            Value = variant.Value is not { } value ? null : value.ValueKind == JsonValueKind.String ? value.GetString() : EcmaScriptText.Of(value),
            Payload = variant.Payload,
            Metadata = metadata.AsReadOnly(),
        };
    }

    private static EvaluationReason ReasonOf(Variant variant, SegmentModel segment) =>
        variant.IsDefault ? EvaluationReason.Default
        : segment.Conditions is not null ? EvaluationReason.TargetingMatch
        : segment.Bucket is not null ? EvaluationReason.Split
        : EvaluationReason.Static;

    private static void WriteMember(Utf8JsonWriter writer, string name, object? value)
    {
        if (value is not null)
        {
            writer.WritePropertyName(name);
            PropertyJson.Write(writer, value);
        }
    }
}
