using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>The user's logger, and the memory of what it got. Whatever happens in the logger stays there.</summary>
/// <param name="logger">The user's.</param>
/// <param name="assignments">What is not logged again; null for nothing.</param>
/// <param name="banditActions">The same of bandit actions.</param>
/// <param name="diagnostics">Is told, once, that the logger threw.</param>
internal sealed class AssignmentReceiver(IAssignmentLogger logger, InMemoryAssignmentStore? assignments, InMemoryAssignmentStore? banditActions, ILogger diagnostics)
{
    private Once _failure;
    private Once _flushFailure;

    /// <summary>Whether this assignment is to be logged. From now on it counts as logged, until its event is taken back.</summary>
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

    /// <summary>Has the logger send on what it holds back. Never throws, and never waits for longer than the token lasts, whatever the logger does.</summary>
    /// <returns>False when not everything is through.</returns>
    public async Task<bool> FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            // A logger may block before it returns its task.
            return await Task.Run(() => logger.FlushAsync(cancellationToken), CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
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
