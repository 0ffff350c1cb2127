namespace EppoTyped;

/// <summary>How far the initialisation of a client has come.</summary>
public enum InitializationStatus
{
    /// <summary>Nothing has happened yet.</summary>
    Pending,

    /// <summary>A configuration was fetched, or the application has set one; the client answers from it.</summary>
    Ready,

    /// <summary>The client answers from <c>EppoClientOptions.InitialConfiguration</c>; none was fetched yet.</summary>
    ReadyFromInitialConfiguration,

    /// <summary>
    /// The client answers from the last good configuration on disk, <c>EppoClientOptions.CacheFile</c>; none was fetched yet.
    /// </summary>
    ReadyFromCache,

    /// <summary>The source has not answered in time. The client goes on trying; callers get their defaults until then.</summary>
    TimedOut,

    /// <summary>The SDK key was refused. The client tries again, slowly; callers get their defaults until then.</summary>
    Unauthorized,

    /// <summary>The source answered, but with nothing usable, or the client was disposed before it was ready.</summary>
    Failed,
}

/// <summary>The state of a client's initialisation.</summary>
/// <param name="Status">How far it has come.</param>
/// <param name="Message">The same for people, with what to do. Contains no secret.</param>
public sealed record InitializationResult(InitializationStatus Status, string Message)
{
    /// <summary>True when the client answers from a configuration.</summary>
    public bool IsReady =>
        Status is InitializationStatus.Ready or InitializationStatus.ReadyFromInitialConfiguration or InitializationStatus.ReadyFromCache;

    /// <summary>What happened, without what the client does about it: one that fails fast does nothing more.</summary>
    internal string Problem { get; init; } = Message;
}
