using System.Text.Json.Serialization;

namespace EppoTyped.Amplitude;

/// <summary>What came of asking for a cohort: a new one, or nothing new (both null), or why it cannot be had.</summary>
internal readonly record struct CohortAnswer(Cohort? Downloaded, string? Problem)
{
    public static CohortAnswer Unchanged => default;

    public static CohortAnswer Of(Cohort cohort) => new(cohort, null);

    public static CohortAnswer Failed(string problem) => new(null, problem);
}

/// <summary>A cohort as it is served; the other members are of no use here.</summary>
internal sealed record CohortBody(string? GroupType, long LastModified, List<string>? MemberIds);

/// <summary>Reads cohorts without reflection, and without the whole body in memory beside its members.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CohortBody))]
internal sealed partial class CohortJson : JsonSerializerContext;
