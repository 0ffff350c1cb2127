namespace EppoTyped.Amplitude;

/// <summary>Why variants could not be fetched. The message names the host, what it answered and what to check; never a key.</summary>
public sealed class AmplitudeFetchException : Exception
{
    /// <summary>A fetch that failed for no reason that is known.</summary>
    public AmplitudeFetchException()
        : this("The variants could not be fetched.")
    {
    }

    /// <summary>A fetch that failed without an answer.</summary>
    /// <param name="message">Why.</param>
    public AmplitudeFetchException(string message)
        : base(message)
    {
    }

    /// <summary>A fetch that failed without an answer.</summary>
    /// <param name="message">Why.</param>
    /// <param name="innerException">What lies behind it.</param>
    public AmplitudeFetchException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal AmplitudeFetchException(string message, int? statusCode)
        : base(message) => StatusCode = statusCode;

    /// <summary>The status of the answer; null when there was none, or when it was 200 and could not be read.</summary>
    public int? StatusCode { get; }

    /// <summary>Whether the same request may succeed later: any status but those from 400 to 499, and 429, and every failure without a status.</summary>
    public bool IsRetryable => StatusCode is not { } status || status is < 400 or >= 500 or 429;
}
