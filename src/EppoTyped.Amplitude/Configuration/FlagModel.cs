using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>A flag as served (docs/protocols/amplitude.md, section 3.1), before it is compiled.</summary>
internal sealed record FlagModel(
    string Key,
    IReadOnlyDictionary<string, VariantModel> Variants,
    IReadOnlyList<SegmentModel> Segments,
    IReadOnlyList<string> Dependencies,
    IReadOnlyDictionary<string, JsonElement> Metadata,
    ulong Fingerprint);

/// <summary>A variant as served.</summary>
internal sealed record VariantModel(
    string? Key, JsonElement? Value, JsonElement? Payload, IReadOnlyDictionary<string, JsonElement> Metadata);

/// <summary>A segment as served.</summary>
internal sealed record SegmentModel(
    BucketModel? Bucket,
    IReadOnlyList<IReadOnlyList<ConditionModel>>? Conditions,
    string? Variant,
    IReadOnlyDictionary<string, JsonElement> Metadata);

/// <summary>A bucket as served.</summary>
internal sealed record BucketModel(string[] Selector, string Salt, IReadOnlyList<AllocationModel> Allocations);

/// <summary>An allocation as served.</summary>
internal sealed record AllocationModel(BucketRange Range, IReadOnlyList<DistributionModel> Distributions);

/// <summary>A distribution as served.</summary>
internal sealed record DistributionModel(string Variant, BucketRange Range);

/// <summary>A condition as served.</summary>
internal sealed record ConditionModel(string[] Selector, string Operator, IReadOnlyList<string> Values);
