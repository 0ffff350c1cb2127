namespace EppoTyped.Manifest.Model;

/// <summary>The addresses of the rule pages.</summary>
public static class RulePages
{
    /// <summary>The page of a rule: why there is such a rule, the mistake, and the correction.</summary>
    public static string Of(string id) => $"https://github.com/eppotyped/eppotyped/blob/main/analyzers/rules/{id}.md";
}
