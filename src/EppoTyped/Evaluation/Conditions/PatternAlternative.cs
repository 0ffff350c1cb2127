namespace EppoTyped;

/// <summary>One of the alternatives of a <see cref="PlainPattern"/>.</summary>
internal abstract class PatternAlternative
{
    /// <summary>Whether it is found anywhere in the text.</summary>
    public abstract bool IsFoundIn(ReadOnlySpan<char> text);
}
