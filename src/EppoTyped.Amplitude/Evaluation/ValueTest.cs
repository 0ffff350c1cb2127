namespace EppoTyped.Amplitude;

/// <summary>What an operator makes of one value that is there, before any negation.</summary>
internal abstract class ValueTest
{
    /// <summary>Tests a value that is no list.</summary>
    /// <param name="value">The value, not null.</param>
    /// <param name="matches">Whether some value of the condition matches it.</param>
    /// <returns>False when nothing can be said: the condition is false then, whatever its polarity.</returns>
    public abstract bool TryMatch(scoped in TargetValue value, out bool matches);
}

/// <summary><c>is</c>: equal to some value, ordinally, true and false without their case.</summary>
internal sealed class EqualityTest(IEnumerable<string> values) : ValueTest
{
    private readonly TextIndex _values = new(values.Select(value => BooleanWord.Canonical(value).ToString()));

    public override bool TryMatch(scoped in TargetValue value, out bool matches)
    {
        Span<char> room = stackalloc char[TargetValue.TextRoom];
        matches = _values.Find(BooleanWord.Canonical(value.ToText(room))) >= 0;
        return true;
    }
}

/// <summary><c>regex match</c>: some pattern is found in the text. A search that takes too long says nothing.</summary>
internal sealed class PatternTest(Pattern[] patterns) : ValueTest
{
    public override bool TryMatch(scoped in TargetValue value, out bool matches)
    {
        Span<char> room = stackalloc char[TargetValue.TextRoom];
        ReadOnlySpan<char> text = value.ToText(room);
        matches = false;
        foreach (Pattern pattern in patterns)
        {
            if (!pattern.TryFind(text, out matches) || matches)
            {
                return matches;
            }
        }

        return true;
    }
}
