namespace EppoTyped.Amplitude;

/// <summary>How a stream ended.</summary>
internal enum StreamEndKind
{
    /// <summary>Its time was over, as planned.</summary>
    Planned,

    /// <summary>It broke, or never began.</summary>
    Broken,

    /// <summary>The server does not stream (501): trying again at once is no use.</summary>
    NotImplemented,
}

/// <summary>How a stream ended, and why.</summary>
/// <param name="Kind">How.</param>
/// <param name="Problem">Why, for people.</param>
/// <param name="Delivered">Whether it had brought flags.</param>
internal readonly record struct StreamEnd(StreamEndKind Kind, string Problem, bool Delivered);
