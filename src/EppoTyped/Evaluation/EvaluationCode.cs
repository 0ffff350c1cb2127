namespace EppoTyped;

/// <summary>
/// The result of an evaluation, as in Eppo's SDKs. <see cref="EvaluationText.ToWire(EvaluationCode)"/> returns the spelling on the wire.
/// </summary>
public enum EvaluationCode
{
    /// <summary>A variation was assigned.</summary>
    Match,

    /// <summary>The configuration does not have the flag, or it is switched off.</summary>
    FlagUnrecognizedOrDisabled,

    /// <summary>The flag has another type than the call.</summary>
    TypeMismatch,

    /// <summary>The assigned variation could not be used, or the flag could not be read.</summary>
    AssignmentError,

    /// <summary>The subject matched no allocation.</summary>
    DefaultAllocationNull,

    /// <summary>A bandit was called without actions.</summary>
    NoActionsSuppliedForBandit,

    /// <summary>A bandit could not choose.</summary>
    BanditError,

    /// <summary>No configuration has arrived yet.</summary>
    ConfigurationMissing,
}
