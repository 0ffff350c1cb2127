namespace EppoTyped.Testing;

/// <summary>An assertion about flags does not hold. Every test framework counts it as a failure; the message says what was expected and what there was.</summary>
public sealed class FlagAssertionException : Exception
{
    /// <summary>An assertion that does not hold.</summary>
    public FlagAssertionException()
        : this("An assertion about flags does not hold.")
    {
    }

    /// <summary>An assertion that does not hold.</summary>
    /// <param name="message">What was expected, and what there was.</param>
    public FlagAssertionException(string message)
        : base(message)
    {
    }

    /// <summary>An assertion that does not hold because of another exception.</summary>
    /// <param name="message">What was expected, and what there was.</param>
    /// <param name="innerException">What the test itself threw.</param>
    public FlagAssertionException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
