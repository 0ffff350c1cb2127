namespace EppoTyped;

/// <summary>What came of an evaluation, in the words of Eppo's SDKs. <see cref="EvaluationText.ToWire(EvaluationCode)"/> gives the wire's form.</summary>
public enum EvaluationCode
{
    /// <summary>A variation was assigned.</summary>
    Match,

    /// <summary>No such flag, or it is switched off.</summary>
    FlagUnrecognizedOrDisabled,

    /// <summary>The flag has another type than the call.</summary>
    TypeMismatch,

    /// <summary>The assigned variation could not be used, or the flag could not be read.</summary>
    AssignmentError,

    /// <summary>No allocation took the subject.</summary>
    DefaultAllocationNull,

    /// <summary>A bandit was asked without actions.</summary>
    NoActionsSuppliedForBandit,

    /// <summary>A bandit could not choose.</summary>
    BanditError,

    /// <summary>No configuration has arrived yet.</summary>
    ConfigurationMissing,
}
