namespace EppoTyped.Amplitude;

/// <summary>Variants could not be fetched. The message names the host, its response and what to check; never a key.</summary>
public sealed class AmplitudeFetchException : Exception
{
    /// <summary>A failure of unknown reason.</summary>
    public AmplitudeFetchException()
        : this("The variants could not be fetched.")
    {
    }

    /// <summary>A failure without a response.</summary>
    /// <param name="message">The reason.</param>
    public AmplitudeFetchException(string message)
        : base(message)
    {
    }

    /// <summary>A failure without a response.</summary>
    /// <param name="message">The reason.</param>
    /// <param name="innerException">The exception behind it.</param>
    public AmplitudeFetchException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal AmplitudeFetchException(string message, int? statusCode)
        : base(message) => StatusCode = statusCode;

    /// <summary>The HTTP status of the response; null where there was no response, or one of status 200 that could not be read.</summary>
    public int? StatusCode { get; }

    /// <summary>
    /// Whether the same request may succeed later: true without a status, and for every status except 400 to 499 other than 429.
    /// </summary>
    public bool IsRetryable => StatusCode is not { } status || status is < 400 or >= 500 or 429;
}
