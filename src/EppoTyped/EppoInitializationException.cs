namespace EppoTyped;

/// <summary>
/// Thrown when a client with <see cref="EppoClientOptions.FailFast"/> is not ready in time. Nothing of it is left running.
/// </summary>
#pragma warning disable CA1032 // Only the library throws it, always with what the initialisation has come to.
public sealed class EppoInitializationException : Exception
#pragma warning restore CA1032
{
    internal EppoInitializationException(InitializationResult result)
        : base(
            $"The client is not ready ({result.Status}): {result.Problem} "
            + "Correct that, or set EppoClientOptions.CacheFile or InitialConfiguration for starts when the source does not answer. "
            + "EppoClientOptions.FailFast asks for this exception; without it the client returns defaults and goes on trying.") =>
        Initialization = result with { Message = result.Problem };

    /// <summary>How far the initialisation had come.</summary>
    public InitializationResult Initialization { get; }
}
