namespace EppoTyped.Amplitude;

/// <summary>Which id of an Amplitude user the key of a subject becomes.</summary>
public enum SubjectKeyUse
{
    /// <summary><c>user_id</c></summary>
    UserId,

    /// <summary><c>device_id</c></summary>
    DeviceId,
}
