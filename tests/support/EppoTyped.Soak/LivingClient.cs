namespace EppoTyped.Soak;

/// <summary>A client with its logger, and whether its end has begun.</summary>
internal sealed class LivingClient(EppoClient client, MoodyLogger logger)
{
    private volatile bool _isEnding;

    public EppoClient Client => client;

    public MoodyLogger Logger => logger;

    /// <summary>From here on it may answer with defaults.</summary>
    public bool IsEnding
    {
        get => _isEnding;
        set => _isEnding = value;
    }
}
