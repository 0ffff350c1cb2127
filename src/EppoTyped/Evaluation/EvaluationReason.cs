namespace EppoTyped;

/// <summary>Why a value is what it is, as in OpenFeature.</summary>
public enum EvaluationReason
{
    /// <summary>The same for every subject.</summary>
    Static,

    /// <summary>Nothing matched, or the matching allocation has dates and nothing else.</summary>
    Default,

    /// <summary>A rule matched.</summary>
    TargetingMatch,

    /// <summary>The subject's hash is in a range of traffic.</summary>
    Split,

    /// <summary>The flag is switched off.</summary>
    Disabled,

    /// <summary>The value is the caller's default because of an <see cref="EvaluationError"/>.</summary>
    Error,
}

/// <summary>What went wrong when the reason is <see cref="EvaluationReason.Error"/>, as in OpenFeature.</summary>
public enum EvaluationError
{
    /// <summary>Nothing went wrong.</summary>
    None,

    /// <summary>No configuration has arrived yet, or the client is disposed.</summary>
    ProviderNotReady,

    /// <summary>The configuration does not have the flag.</summary>
    FlagNotFound,

    /// <summary>The flag has another type than the call, or the typed accessor does not accept the live value.</summary>
    TypeMismatch,

    /// <summary>The flag, or the assigned variation, could not be read.</summary>
    ParseError,

    /// <summary>The subject key is null and a split needs it.</summary>
    TargetingKeyMissing,

    /// <summary>Anything else, such as a subject that throws.</summary>
    General,
}
