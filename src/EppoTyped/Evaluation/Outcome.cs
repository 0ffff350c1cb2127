namespace EppoTyped;

/// <summary>What an evaluation returns on the path of a call: the index of a split (0 or more), or one of these.</summary>
internal static class Outcome
{
    /// <summary>The subject matched no allocation.</summary>
    public const int NoAllocation = -1;

    /// <summary>There is no configuration: before the first one, and after dispose.</summary>
    public const int NotReady = -2;

    public const int UnknownFlag = -3;
    public const int Disabled = -4;
    public const int WrongType = -5;

    /// <summary>The flag could not be read and is set aside.</summary>
    public const int SetAside = -6;

    /// <summary>A shard needs the subject's key, which is null.</summary>
    public const int KeyMissing = -7;

    /// <summary>The subject threw.</summary>
    public const int Failed = -8;

    /// <summary>
    /// The selected variation is missing, has no value of the declared type, or is refused by the typed accessor. Used by details only.
    /// </summary>
    public const int Unusable = -9;

    /// <summary>An override may apply: it must be looked up before the flag is evaluated.</summary>
    public const int Overridable = -10;

    /// <summary>An override applies, and its value is returned.</summary>
    public const int Overridden = -12;

    /// <summary>The evaluation is paused until a hash is computed; see <see cref="EvaluationState"/>.</summary>
    public const int NeedsHash = -11;

    /// <summary>Not known before the call: the flag must be evaluated for the subject.</summary>
    public const int DependsOnSubject = int.MinValue;
}
