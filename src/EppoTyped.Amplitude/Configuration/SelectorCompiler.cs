namespace EppoTyped.Amplitude;

/// <summary>Resolves a path into the context as far as possible without a user.</summary>
internal static class SelectorCompiler
{
    private const string CohortIds = "cohort_ids";

    /// <summary>The selector of a path that begins with <c>context</c>; for every other path one that never finds a value.</summary>
    public static Selector Compile(string[] selector, SubjectKeyUse keyUse)
    {
        if (selector.Length == 0 || selector[0] != "context" || selector.Contains("", StringComparer.Ordinal))
        {
            return new NoSelector();
        }

        string[] path = selector[1..];
        return path switch
        {
            ["user", CohortIds] => new UserCohortsSelector(path, keyUse),
            ["user", "user_properties", string name, .. string[] within] => new UserPropertySelector(path, name, within, keyUse),
            ["user", string name] when UserField.Exists(name) => new FieldSelector(path, name, keyUse),
            ["groups", string type, "group_name"] => new GroupNameSelector(path, type),
            ["groups", string type, CohortIds] => new GroupCohortsSelector(path, type),
            ["groups", string type, "group_properties", string name, .. string[] within] =>
                new GroupPropertySelector(path, type, name, within),
            _ => new WholeSelector(path, keyUse),
        };
    }
}
