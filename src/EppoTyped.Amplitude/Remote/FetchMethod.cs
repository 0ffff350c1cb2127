namespace EppoTyped.Amplitude;

/// <summary>The method by which a user is sent to Amplitude.</summary>
public enum FetchMethod
{
    /// <summary>POST with the user as body, of any size.</summary>
    Post,

    /// <summary>
    /// GET with the user in a header, which Amplitude's network may answer from its cache; servers limit the size of headers.
    /// </summary>
    Get,
}
