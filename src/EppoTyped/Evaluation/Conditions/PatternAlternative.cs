namespace EppoTyped;

/// <summary>One of the alternatives of a <see cref="PlainPattern"/>.</summary>
internal abstract class PatternAlternative
{
    /// <summary>How many of its characters are looked at one by one at every place of a text; 0 where the search is faster than that.</summary>
    public virtual int SearchedCharacters => 0;

    /// <summary>Whether it is found anywhere in the text.</summary>
    public abstract bool IsFoundIn(ReadOnlySpan<char> text);
}
