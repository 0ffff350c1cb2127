namespace EppoTyped;

/// <summary>
/// Compares a flag's definition with the last one seen, whenever a table is published. Keeps a fingerprint, never a table.
/// </summary>
/// <param name="core">The core of the client now: that of the shared client changes.</param>
/// <param name="flagKey">The flag.</param>
/// <param name="handler">Is called when the definition is another one.</param>
internal sealed class FlagSubscription(Func<ClientCore> core, string flagKey, Action<FlagChange> handler) : Subscription
{
    // Set before the subscription is added, so that a table published in between counts as a change.
    private ulong? _seen = FingerprintIn(core().Table, flagKey);

    protected override bool TryTake(ConfigurationChangedEventArgs? change) => true;

    protected override void Handle()
    {
        // Of the tables published since the last time the current one counts.
        FlagTable table = core().Table;
        ulong? before = _seen;
        if (!table.IsReady || FingerprintIn(table, flagKey) is var now && now == before)
        {
            // Before the first configuration and after dispose no flag has changed.
            return;
        }

        _seen = now;
        try
        {
            handler(before is null ? FlagChange.Added : now is null ? FlagChange.Removed : FlagChange.Changed);
        }
        catch (Exception exception)
        {
            core().Diagnostics.ChangeHandlerThrew(exception, LogText.Sanitize(flagKey));
        }
    }

    private static ulong? FingerprintIn(FlagTable table, string flagKey) =>
        table.TryFind(flagKey, out CompiledFlag? flag) ? flag.Fingerprint : null;
}
