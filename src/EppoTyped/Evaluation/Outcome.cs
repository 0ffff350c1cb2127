namespace EppoTyped;

/// <summary>What an evaluation returns on the path of a call: the index of a split (0 and up), or one of these.</summary>
internal static class Outcome
{
    /// <summary>No allocation took the subject.</summary>
    public const int NoAllocation = -1;

    public const int NotReady = -2;
    public const int UnknownFlag = -3;
    public const int Disabled = -4;
    public const int WrongType = -5;

    /// <summary>The flag could not be read and is set aside.</summary>
    public const int SetAside = -6;

    /// <summary>A shard needs a subject key and there is none.</summary>
    public const int KeyMissing = -7;

    /// <summary>The subject threw.</summary>
    public const int Failed = -8;

    /// <summary>The variation selected is missing, has no value of the declared type, or is refused by the typed accessor. Only details use it.</summary>
    public const int Unusable = -9;

    /// <summary>An override may win: look before the flag is asked.</summary>
    public const int Overridable = -10;

    /// <summary>Not decided yet: a walk waits for a hash.</summary>
    public const int Waits = -11;

    /// <summary>Not decided before the call: ask the flag.</summary>
    public const int DependsOnSubject = int.MinValue;
}
