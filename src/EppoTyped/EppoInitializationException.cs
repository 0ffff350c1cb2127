namespace EppoTyped;

/// <summary>A client that was to be ready in time or fail (<see cref="EppoClientOptions.FailFast"/>) is not ready. Nothing of it is left running.</summary>
#pragma warning disable CA1032 // Only the library throws it, always with what the initialisation has come to.
public sealed class EppoInitializationException : Exception
#pragma warning restore CA1032
{
    internal EppoInitializationException(InitializationResult result)
        : base(
            $"The client is not ready ({result.Status}): {result.Problem} "
            + "Mend that, or give EppoClientOptions.CacheFile or InitialConfiguration for starts without an answer. "
            + "EppoClientOptions.FailFast asks for this exception; without it the client answers with defaults and goes on trying.") =>
        Initialization = result with { Message = result.Problem };

    /// <summary>What the initialisation had come to.</summary>
    public InitializationResult Initialization { get; }
}
