namespace EppoTyped;

/// <summary>One of the alternatives of a <see cref="PlainPattern"/>.</summary>
internal abstract class PatternAlternative
{
    /// <summary>
    /// The number of its characters that are compared one by one at every position of a text; 0 where the search is faster.
    /// </summary>
    public virtual int SearchedCharacters => 0;

    /// <summary>Whether it is found anywhere in the text.</summary>
    public abstract bool IsFoundIn(ReadOnlySpan<char> text);
}
