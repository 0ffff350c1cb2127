namespace EppoTyped;

/// <summary>Holds when all its conditions do; without conditions it holds for everybody.</summary>
internal sealed class Rule(Condition[] conditions)
{
    public Condition[] Conditions { get; } = conditions;

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
