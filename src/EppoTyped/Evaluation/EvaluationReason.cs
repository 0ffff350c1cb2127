namespace EppoTyped;

/// <summary>Why a value was given, in OpenFeature's words.</summary>
public enum EvaluationReason
{
    /// <summary>The same for every subject.</summary>
    Static,

    /// <summary>Nothing matched, or the allocation only has dates.</summary>
    Default,

    /// <summary>A rule matched.</summary>
    TargetingMatch,

    /// <summary>The subject's hash fell into a range of traffic.</summary>
    Split,

    /// <summary>The flag is switched off.</summary>
    Disabled,

    /// <summary>The value is the caller's default because of an <see cref="EvaluationError"/>.</summary>
    Error,
}

/// <summary>What went wrong when the reason is <see cref="EvaluationReason.Error"/>, in OpenFeature's words.</summary>
public enum EvaluationError
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>No configuration has arrived yet, or the client is disposed.</summary>
    ProviderNotReady,

    /// <summary>The configuration does not know the flag.</summary>
    FlagNotFound,

    /// <summary>The flag has another type than the call, or the live value is none that the typed accessor accepts.</summary>
    TypeMismatch,

    /// <summary>The flag, or the variation assigned, could not be read.</summary>
    ParseError,

    /// <summary>The subject key is null and a split needs it.</summary>
    TargetingKeyMissing,

    /// <summary>Anything else, such as a subject that throws.</summary>
    General,
}
