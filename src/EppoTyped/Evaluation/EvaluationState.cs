namespace EppoTyped;

/// <summary>How far the evaluation of a flag has come. The default value starts at the beginning and computes every hash itself.</summary>
internal struct EvaluationState
{
    /// <summary>True when the evaluation pauses where it needs a hash, so that the hashes of several flags are computed together.</summary>
    public bool MayPause;

    /// <summary>True when it paused in <see cref="Allocation"/>, which the subject matches, for the shard of <see cref="Salt"/>.</summary>
    public bool IsPaused;

    /// <summary>The index of the current allocation.</summary>
    public int Allocation;

    /// <summary>The index of the salt it paused for.</summary>
    public int Salt;
}
