namespace EppoTyped;

/// <summary>How far a subject has come in a flag. The default is a walk from the beginning that makes every hash itself.</summary>
internal struct EvaluationState
{
    /// <summary>True when it stops where it needs a hash, so that somebody makes several side by side.</summary>
    public bool MayWait;

    /// <summary>True when it has stopped in <see cref="Allocation"/>, which takes the subject, for the shard of <see cref="Salt"/>.</summary>
    public bool IsWaiting;

    public int Allocation;

    public int Salt;
}
