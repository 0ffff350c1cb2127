using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>The splits of a flag: each variant of each segment, with the metadata of flag, segment and variant merged.</summary>
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
            IEnumerable<string?> variants = from.Bucket?.Allocations
                .SelectMany(allocation => allocation.Distributions)
                .Select(distribution => distribution.Variant) ?? [];
            foreach (string? variant in variants.Append(from.Variant))
            {
                if (variant is not null
                    && model.Variants.TryGetValue(variant, out VariantModel? found)
                    && _places.TryAdd((segment, variant), _splits.Count))
                {
                    _splits.Add((segment, found, Merge(from, found)));
                }
            }
        }
    }

    /// <summary>The variants by split.</summary>
    public Variant[] Variants => [.. _splits.Select(split => split.Merged)];

    /// <summary>The outcomes of typed calls by split: no allocation where the variant means that nothing was assigned.</summary>
    public int[] TypedOutcomes => [.. _splits.Select((split, place) => VariantReading.IsNone(split.Merged) ? Outcome.NoAllocation : place)];

    /// <summary>The split of a variant in a segment; negative for a variant that the flag does not have.</summary>
    public int Find(int segment, string variant) => _places.GetValueOrDefault((segment, variant), FlagResultCache.NoVariant);

    /// <summary>The variant of a split as selectors of other flags see it: with its value as served.</summary>
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

    /// <summary>The segments and their splits as allocations and splits of the runtime, for details and events.</summary>
    public (Allocation[] Allocations, Split[] Splits) ToAllocations(bool logged)
    {
        Allocation[] allocations = [.. _model.Segments.Select((segment, index) => new Allocation
        {
            Key = _splits.Find(split => split.Segment == index).Merged?.SegmentName ?? $"segment {index + 1}",
            FirstSplit = Math.Max(0, _splits.FindIndex(split => split.Segment == index)),
            SplitCount = _splits.Count(split => split.Segment == index),
        })];
        // One variation for all segments of a variant, so that they share the objects that are read from its payload.
        Dictionary<VariantModel, Variation> variations = new(ReferenceEqualityComparer.Instance);
        foreach ((_, VariantModel variant, Variant merged) in _splits)
        {
            if (!variations.ContainsKey(variant))
            {
                variations.Add(variant, VariantReading.ToVariation(merged));
            }
        }

        Split[] splits = [.. _splits.Select(split => new Split
        {
            Allocation = allocations[split.Segment],
            VariationKey = VariantReading.KeyOf(split.Merged),
            Variation = variations[split.Model],
            DoLog = logged && !split.Merged.IsDefault,
            Experiment = split.Merged.ExperimentKey ?? _model.Key,
            Reason = ReasonOf(split.Merged, _model.Segments[split.Segment]),
        })];
        return (allocations, splits);
    }

    private Variant Merge(SegmentModel segment, VariantModel variant)
    {
        Dictionary<string, JsonElement> metadata = new(StringComparer.Ordinal);
        foreach ((string name, JsonElement member) in _model.Metadata.Concat(segment.Metadata).Concat(variant.Metadata))
        {
            metadata[name] = member;
        }

        return new Variant
        {
            Key = variant.Key,
            Value = variant.Value is { } value ? VariantJson.ToText(value) : null,
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
