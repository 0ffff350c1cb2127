namespace EppoTyped.Amplitude;

/// <summary>How a user is sent to Amplitude.</summary>
public enum FetchMethod
{
    /// <summary>As the body of a POST, of any size.</summary>
    Post,

    /// <summary>As a header of a GET, which Amplitude's network may answer from its cache; servers limit what headers may hold.</summary>
    Get,
}
