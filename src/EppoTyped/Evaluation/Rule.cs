namespace EppoTyped;

/// <summary>A rule of an allocation. It holds when all its conditions do, and for every subject when it has none.</summary>
internal sealed class Rule(Condition[] conditions)
{
    public Condition[] Conditions { get; } = conditions;

    /// <summary>Throws what the subject throws.</summary>
    public bool Holds(scoped in SubjectView subject)
    {
        foreach (Condition condition in Conditions)
        {
            if (!condition.Holds(condition.Read(subject)))
            {
                return false;
            }
        }

        return true;
    }
}
