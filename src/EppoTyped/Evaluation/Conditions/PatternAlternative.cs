namespace EppoTyped;

/// <summary>One of the alternatives of a <see cref="PlainPattern"/>.</summary>
internal abstract class PatternAlternative
{
    /// <summary>How many of its characters may be looked at for every one of a text.</summary>
    public virtual int SearchedCharacters => 0;

    /// <summary>Whether it is found anywhere in the text.</summary>
    public abstract bool IsFoundIn(ReadOnlySpan<char> text);
}
