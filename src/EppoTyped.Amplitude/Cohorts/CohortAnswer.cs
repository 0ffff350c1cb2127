using System.Text.Json.Serialization;

namespace EppoTyped.Amplitude;

/// <summary>The result of a download: a cohort, or "unchanged" (both null), or why there is none.</summary>
internal readonly record struct CohortAnswer(Cohort? Downloaded, string? Problem)
{
    public static CohortAnswer Unchanged => default;

    public static CohortAnswer Of(Cohort cohort) => new(cohort, null);

    public static CohortAnswer Failed(string problem) => new(null, problem);
}

/// <summary>A cohort as served; other members are not used.</summary>
internal sealed record CohortBody(string? GroupType, long LastModified, List<string>? MemberIds);

/// <summary>Reads cohorts without reflection, and without the whole body in memory.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CohortBody))]
internal sealed partial class CohortJson : JsonSerializerContext;
