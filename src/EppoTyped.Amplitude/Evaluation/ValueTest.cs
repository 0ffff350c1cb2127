namespace EppoTyped.Amplitude;

/// <summary>Compares one value that is not missing with the values of a condition, before any negation.</summary>
internal abstract class ValueTest
{
    /// <summary>Tests a value that is not a list.</summary>
    /// <param name="value">The value, not null.</param>
    /// <param name="matches">Whether it matches some value of the condition.</param>
    /// <returns>False where the test could not be completed: the condition is then false, negated or not.</returns>
    public abstract bool TryMatch(scoped in TargetValue value, out bool matches);
}

/// <summary><c>is</c>: equal to some value, ordinally; true and false in any case.</summary>
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

/// <summary><c>regex match</c>: some pattern is found in the text. A search that takes too long is not completed.</summary>
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
