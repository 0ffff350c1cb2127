namespace EppoTyped.Amplitude;

/// <summary>What the key of a subject is to Amplitude.</summary>
public enum SubjectKeyUse
{
    /// <summary>The user id.</summary>
    UserId,

    /// <summary>The device id.</summary>
    DeviceId,
}
