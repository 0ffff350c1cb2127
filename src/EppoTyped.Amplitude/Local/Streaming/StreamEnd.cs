namespace EppoTyped.Amplitude;

/// <summary>How a stream ended.</summary>
internal enum StreamEndKind
{
    /// <summary>Its planned lifetime is over.</summary>
    Planned,

    /// <summary>It broke, or could not be opened.</summary>
    Broken,

    /// <summary>The server does not stream (501), so it is not tried again at once.</summary>
    NotImplemented,
}

/// <summary>How a stream ended, and why.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="Problem">The reason, for messages.</param>
/// <param name="Delivered">Whether it had delivered flags.</param>
internal readonly record struct StreamEnd(StreamEndKind Kind, string Problem, bool Delivered);
