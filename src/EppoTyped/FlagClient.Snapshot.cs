namespace EppoTyped;

// One configuration for the length of a request.
public partial class FlagClient
{
    /// <summary>
    /// A client that stays with the configuration of this moment, so that a request sees one and the same to its end. It shares the log, the
    /// clock and the overrides; assignments are logged as usual. Costs two small objects, needs no disposal, and answers on when this client is disposed.
    /// </summary>
    public FlagClient Snapshot() => new(_core.Snapshot());
}
