using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>Calls the user's logger, and remembers what it took. No exception of the logger leaves this class.</summary>
/// <param name="logger">The user's logger.</param>
/// <param name="assignments">Remembers what is not logged again; null for nothing.</param>
/// <param name="banditActions">The same for bandit actions.</param>
/// <param name="diagnostics">Where it is logged, once, that the logger threw.</param>
internal sealed class AssignmentReceiver(
    IAssignmentLogger logger, InMemoryAssignmentStore? assignments, InMemoryAssignmentStore? banditActions, ILogger diagnostics)
{
    private Once _failure;
    private Once _flushFailure;

    /// <summary>Whether this assignment is to be logged. After that it counts as logged, until its event is taken back.</summary>
    public bool IsNew(string? subjectKey, string flagKey, Split split) =>
        assignments is null || assignments.TryAdd(new AssignmentKey(subjectKey, flagKey, split.Allocation.Key, split.VariationKey));

    /// <inheritdoc cref="IsNew"/>
    public bool IsNewAction(AssignmentKey action) => banditActions is null || banditActions.TryAdd(action);

    /// <summary>Lets the assignment be logged again.</summary>
    public void TakeBack(AssignmentKey assignment) => assignments?.Remove(assignment);

    /// <summary>Lets the action be logged again.</summary>
    public void TakeBackAction(AssignmentKey action) => banditActions?.Remove(action);

    /// <summary>Lets an event that did not get through be made again.</summary>
    public void TakeBack(in LoggedEvent lost)
    {
        if (lost.Assignment is { } assignment)
        {
            TakeBack(AssignmentKey.Of(assignment));
        }
        else
        {
            TakeBackAction(AssignmentKey.Of(lost.BanditAction!));
        }
    }

    /// <summary>Calls the logger. Never throws.</summary>
    /// <returns>False when the logger threw; the event is taken back.</returns>
    public bool Receive(in LoggedEvent logged)
    {
        try
        {
            if (logged.Assignment is { } assignment)
            {
                logger.LogAssignment(assignment);
            }
            else
            {
                logger.LogBanditAction(logged.BanditAction!);
            }

            return true;
        }
        catch (Exception exception)
        {
            TakeBack(logged);
            if (_failure.TryEnter())
            {
                diagnostics.AssignmentLoggerThrew(exception, LogText.Sanitize(logged.FlagKey));
            }

            return false;
        }
    }

    /// <summary>
    /// Makes the logger send on what it holds back. Never throws, and never waits longer than the token allows, whatever the logger does.
    /// </summary>
    /// <returns>False when something is not through.</returns>
    public async Task<bool> FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            // A logger may block before it returns its task.
            Task<bool> flushing = Task.Run(() => logger.FlushAsync(cancellationToken), CancellationToken.None);
            return await flushing.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (Exception exception)
        {
            if (_flushFailure.TryEnter())
            {
                diagnostics.AssignmentLoggerFlushThrew(exception);
            }

            return false;
        }
    }
}
