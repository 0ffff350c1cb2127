namespace EppoTyped.Manifest.Model;

/// <summary>Where each rule is explained.</summary>
public static class RulePages
{
    /// <summary>The page of a rule: why, the mistake, the mend.</summary>
    public static string Of(string id) => $"https://github.com/eppotyped/eppotyped/blob/main/analyzers/rules/{id}.md";
}
