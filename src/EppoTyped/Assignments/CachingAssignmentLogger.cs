namespace EppoTyped;

/// <summary>Passes on to another logger only what is new: for clients whose own deduplication is off, or that share one store.</summary>
/// <remarks>
/// An event that the other logger throws on is forgotten again, and so logged the next time. When a store throws, the event is passed on,
/// because a duplicate costs less than a lost exposure.
/// </remarks>
public sealed class CachingAssignmentLogger : IAssignmentLogger
{
    private readonly IAssignmentLogger _inner;
    private readonly IAssignmentStore? _assignments;
    private readonly IAssignmentStore? _banditActions;

    /// <summary>A logger that remembers in this process.</summary>
    /// <param name="inner">The logger that takes what is new.</param>
    /// <param name="options">How much is remembered, and how long; null for the defaults.</param>
    /// <param name="clock">The clock of the lifetimes; null for the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">A capacity or a lifetime is out of its range.</exception>
    public CachingAssignmentLogger(IAssignmentLogger inner, DeduplicationOptions? options = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(inner);
        options ??= new DeduplicationOptions();
        clock ??= TimeProvider.System;
        (_inner, _assignments, _banditActions) = (inner, options.AssignmentStore(clock), options.BanditActionStore(clock));
    }

    /// <summary>A logger that remembers in stores of your own.</summary>
    /// <param name="inner">The logger that takes what is new.</param>
    /// <param name="assignments">Remembers assignments; null to pass on every one.</param>
    /// <param name="banditActions">Remembers bandit actions; not the same store; null to pass on every one.</param>
    public CachingAssignmentLogger(IAssignmentLogger inner, IAssignmentStore? assignments, IAssignmentStore? banditActions)
    {
        ArgumentNullException.ThrowIfNull(inner);
        (_inner, _assignments, _banditActions) = (inner, assignments, banditActions);
    }

    /// <inheritdoc/>
    public void LogAssignment(AssignmentEvent assignment)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        AssignmentKey logged = AssignmentKey.Of(assignment);
        if (!IsNew(_assignments, logged))
        {
            return;
        }

        try
        {
            _inner.LogAssignment(assignment);
        }
        catch
        {
            TakeBack(_assignments, logged);
            throw;
        }
    }

    /// <inheritdoc/>
    public void LogBanditAction(BanditActionEvent action)
    {
        ArgumentNullException.ThrowIfNull(action);
        AssignmentKey logged = AssignmentKey.Of(action);
        if (!IsNew(_banditActions, logged))
        {
            return;
        }

        try
        {
            _inner.LogBanditAction(action);
        }
        catch
        {
            TakeBack(_banditActions, logged);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<bool> FlushAsync(CancellationToken cancellationToken) => _inner.FlushAsync(cancellationToken);

    private static bool IsNew(IAssignmentStore? store, AssignmentKey logged)
    {
        try
        {
            return store is null || store.TryAdd(logged);
        }
        catch (Exception)
        {
            return true;
        }
    }

    private static void TakeBack(IAssignmentStore? store, AssignmentKey logged)
    {
        try
        {
            store?.Remove(logged);
        }
        catch (Exception)
        {
            // The exception of the logger is the one to throw.
        }
    }
}
