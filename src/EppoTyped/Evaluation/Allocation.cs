namespace EppoTyped;

/// <summary>
/// An allocation of a flag: the rules a subject must match, and the splits that divide the matching subjects among variations.
/// </summary>
internal sealed class Allocation
{
    public required string Key { get; init; }

    /// <summary>One matching rule is enough; without rules every subject matches.</summary>
    public Rule[] Rules { get; init; } = [];

    /// <summary>The first moment it is open, in UTC ticks, inclusive; <see cref="long.MinValue"/> without one.</summary>
    public long StartTicks { get; init; } = long.MinValue;

    /// <summary>The last moment it is open, in UTC ticks, inclusive; <see cref="long.MaxValue"/> without one.</summary>
    public long EndTicks { get; init; } = long.MaxValue;

    /// <summary>The index of its first split in <see cref="CompiledFlag.Splits"/>.</summary>
    public int FirstSplit { get; init; }

    public int SplitCount { get; init; }

    /// <summary>True when a subject that matches its rules but none of its splits is not evaluated against later allocations.</summary>
    public bool EndsEvaluation { get; init; }

    public bool HasDates => StartTicks != long.MinValue || EndTicks != long.MaxValue;

    public bool IsOpen(long now) => now >= StartTicks && now <= EndTicks;

    /// <summary>True when there are no rules, or one of them holds. Throws what the subject throws.</summary>
    public bool Matches(scoped in SubjectView subject)
    {
        Rule[] rules = Rules;
        if (rules.Length == 0)
        {
            return true;
        }

        foreach (Rule rule in rules)
        {
            if (rule.Holds(subject))
            {
                return true;
            }
        }

        return false;
    }
}
