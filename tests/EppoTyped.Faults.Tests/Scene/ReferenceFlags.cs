namespace EppoTyped.Faults.Tests;

/// <summary>The configuration of the scenes: a flag of each type and each reason. Its <c>color</c> identifies the version.</summary>
internal static class ReferenceFlags
{
    public const string Subject = "subject-1";

    /// <summary>The subject's attributes.</summary>
    public static Dictionary<string, object> Attributes => new() { ["country"] = "DE" };

    /// <param name="color">The value of <c>color</c> for every subject.</param>
    /// <param name="more">Further members of "flags", each with a comma before it.</param>
    public static string Json(string color, string more = "") => $$$"""
        {"createdAt":"2026-01-01T00:00:00Z","format":"SERVER","environment":{"name":"Test"},"flags":{
          {{{Flag("color", "STRING", $"\"{color}\"", Everybody)}}},
          {{{Flag("banner", "BOOLEAN", "true", """{"key":"there","rules":[{"conditions":[{"attribute":"country","operator":"ONE_OF","value":["DE","AT"]}]}],"splits":[{"variationKey":"one","shards":[]}],"doLog":true}""")}}},
          {{{Flag("limit", "INTEGER", "10", """{"key":"half","rules":[],"splits":[{"variationKey":"one","shards":[{"salt":"limit","ranges":[{"start":0,"end":9000}]}]}],"doLog":true}""")}}},
          {{{Flag("price", "NUMERIC", "9.75", Everybody)}}},
          {{{Flag("layout", "JSON", "\"{\\\"columns\\\":3}\"", Everybody)}}},
          {{{Flag("off", "STRING", "\"on\"", Everybody).Replace("\"enabled\":true", "\"enabled\":false", StringComparison.Ordinal)}}}{{{more}}}
        } }
        """;

    /// <summary>One flag with one variation, <c>one</c>, as a member of "flags".</summary>
    public static string Flag(string key, string type, string value, string allocation) => $$$"""
        "{{{key}}}":{"key":"{{{key}}}","enabled":true,"variationType":"{{{type}}}","totalShards":10000,"variations":{"one":{"key":"one","value":{{{value}}}} },"allocations":[{{{allocation}}}]}
        """;

    /// <summary>An allocation that matches every subject.</summary>
    public const string Everybody = """{"key":"all","rules":[],"splits":[{"variationKey":"one","shards":[]}],"doLog":true}""";
}
