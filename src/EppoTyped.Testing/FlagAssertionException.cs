namespace EppoTyped.Testing;

/// <summary>
/// An assertion about flags failed. Every test framework counts it as a failure; the message names what was expected and what was recorded.
/// </summary>
public sealed class FlagAssertionException : Exception
{
    /// <summary>A failed assertion without details.</summary>
    public FlagAssertionException()
        : this("An assertion about flags failed.")
    {
    }

    /// <summary>A failed assertion.</summary>
    /// <param name="message">What was expected, and what was recorded.</param>
    public FlagAssertionException(string message)
        : base(message)
    {
    }

    /// <summary>An assertion that failed because of another exception.</summary>
    /// <param name="message">What was expected, and what was recorded.</param>
    /// <param name="innerException">The exception of the test itself.</param>
    public FlagAssertionException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
