namespace EppoTyped;

/// <summary>How codes, reasons, errors and types are spelled on the wire.</summary>
public static class EvaluationText
{
    /// <summary>Eppo's spelling: <c>MATCH</c>, <c>FLAG_UNRECOGNIZED_OR_DISABLED</c>, ...</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enum.</exception>
    public static string ToWire(this EvaluationCode code) => code switch
    {
        EvaluationCode.Match => "MATCH",
        EvaluationCode.FlagUnrecognizedOrDisabled => "FLAG_UNRECOGNIZED_OR_DISABLED",
        EvaluationCode.TypeMismatch => "TYPE_MISMATCH",
        EvaluationCode.AssignmentError => "ASSIGNMENT_ERROR",
        EvaluationCode.DefaultAllocationNull => "DEFAULT_ALLOCATION_NULL",
        EvaluationCode.NoActionsSuppliedForBandit => "NO_ACTIONS_SUPPLIED_FOR_BANDIT",
        EvaluationCode.BanditError => "BANDIT_ERROR",
        EvaluationCode.ConfigurationMissing => "CONFIGURATION_MISSING",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "The value is not an evaluation code."),
    };

    /// <summary>OpenFeature's spelling: <c>STATIC</c>, <c>TARGETING_MATCH</c>, ...</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enum.</exception>
    public static string ToWire(this EvaluationReason reason) => reason switch
    {
        EvaluationReason.Static => "STATIC",
        EvaluationReason.Default => "DEFAULT",
        EvaluationReason.TargetingMatch => "TARGETING_MATCH",
        EvaluationReason.Split => "SPLIT",
        EvaluationReason.Disabled => "DISABLED",
        EvaluationReason.Error => "ERROR",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "The value is not an evaluation reason."),
    };

    /// <summary>
    /// OpenFeature's spelling: <c>FLAG_NOT_FOUND</c>, <c>PARSE_ERROR</c>, ...; null for <see cref="EvaluationError.None"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enum.</exception>
    public static string? ToWire(this EvaluationError error) => error switch
    {
        EvaluationError.None => null,
        EvaluationError.ProviderNotReady => "PROVIDER_NOT_READY",
        EvaluationError.FlagNotFound => "FLAG_NOT_FOUND",
        EvaluationError.TypeMismatch => "TYPE_MISMATCH",
        EvaluationError.ParseError => "PARSE_ERROR",
        EvaluationError.TargetingKeyMissing => "TARGETING_KEY_MISSING",
        EvaluationError.General => "GENERAL",
        _ => throw new ArgumentOutOfRangeException(nameof(error), error, "The value is not an evaluation error."),
    };

    /// <summary>Eppo's spelling: <c>STRING</c>, <c>INTEGER</c>, <c>NUMERIC</c>, <c>BOOLEAN</c>, <c>JSON</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enum.</exception>
    public static string ToWire(this VariationType type) => type switch
    {
        VariationType.String => "STRING",
        VariationType.Integer => "INTEGER",
        VariationType.Numeric => "NUMERIC",
        VariationType.Boolean => "BOOLEAN",
        VariationType.Json => "JSON",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "The value is not a variation type."),
    };
}
