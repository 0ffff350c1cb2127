namespace EppoTyped;

/// <summary>A rule set with its traffic: what decides whether, and how, a subject takes part.</summary>
internal sealed class Allocation
{
    public required string Key { get; init; }

    /// <summary>None takes everybody; of several, any one suffices.</summary>
    public Rule[] Rules { get; init; } = [];

    /// <summary>The first moment it is open, in UTC ticks; <see cref="long.MinValue"/> without one.</summary>
    public long StartTicks { get; init; } = long.MinValue;

    /// <summary>The last moment it is open, in UTC ticks; <see cref="long.MaxValue"/> without one.</summary>
    public long EndTicks { get; init; } = long.MaxValue;

    /// <summary>Where its splits begin among those of the flag.</summary>
    public int FirstSplit { get; init; }

    public int SplitCount { get; init; }

    /// <summary>Whether a subject that it takes, and none of its splits does, is asked by no allocation behind it.</summary>
    public bool IsLast { get; init; }

    public bool HasDates => StartTicks != long.MinValue || EndTicks != long.MaxValue;

    public bool IsOpen(long now) => now >= StartTicks && now <= EndTicks;

    /// <summary>Whether there are no rules, or one of them holds.</summary>
    public bool Takes(scoped in SubjectView subject)
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
