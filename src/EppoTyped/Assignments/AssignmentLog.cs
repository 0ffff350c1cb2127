namespace EppoTyped;

/// <summary>Hands assignments to the user's logger. Whatever happens there stays there.</summary>
internal sealed class AssignmentLog(IAssignmentLogger? logger, ClientCore core)
{
    private int _missingLoggerSaid;
    private int _failureSaid;

    /// <summary>Logs that a subject got a split. Never throws.</summary>
    /// <param name="flagKey">The flag as the caller asked for it.</param>
    /// <param name="flag">The flag.</param>
    /// <param name="split">The split.</param>
    /// <param name="subject">Who got it.</param>
    public void Record(string flagKey, CompiledFlag flag, Split split, scoped in SubjectView subject)
    {
        if (logger is null)
        {
            if (Interlocked.Exchange(ref _missingLoggerSaid, 1) == 0)
            {
                core.Diagnostics.AssignmentWithoutLogger(flagKey, split.Allocation.Key);
            }

            return;
        }

        AssignmentEvent assignment = new()
        {
            Timestamp = core.Clock.GetUtcNow(),
            FeatureFlag = flagKey,
            Allocation = split.Allocation.Key,
            Experiment = split.Experiment,
            Subject = subject.Key,
            SubjectAttributes = CopyAttributes(flagKey, subject),
            Variation = split.VariationKey,
            EntityId = flag.EntityId,
        };
        try
        {
            logger.LogAssignment(split.ExtraLogging is null ? assignment : assignment with { ExtraLogging = split.ExtraLogging });
        }
        catch (Exception exception)
        {
            if (Interlocked.Exchange(ref _failureSaid, 1) == 0)
            {
                core.Diagnostics.AssignmentLoggerThrew(exception, flagKey);
            }
        }
    }

    /// <summary>Whether an action must be handed to <see cref="RecordBanditAction"/>: asked before its event is built.</summary>
#pragma warning disable IDE0060 // Deduplication asks for them.
    public bool WantsBanditAction(string subjectKey, string flagKey, string banditKey, string actionKey) => logger is not null;
#pragma warning restore IDE0060

    /// <summary>Logs that a bandit chose an action. Never throws.</summary>
    public void RecordBanditAction(BanditActionEvent action)
    {
        try
        {
            logger?.LogBanditAction(action);
        }
        catch (Exception exception)
        {
            if (Interlocked.Exchange(ref _failureSaid, 1) == 0)
            {
                core.Diagnostics.AssignmentLoggerThrew(exception, action.FlagKey);
            }
        }
    }

    // A subject that throws here has been assigned all the same: an event without attributes is worth more than none.
    private Dictionary<string, AttributeValue> CopyAttributes(string flagKey, scoped in SubjectView subject)
    {
        Dictionary<string, AttributeValue> attributes = new(StringComparer.Ordinal);
        try
        {
            subject.CopyAttributesTo(attributes);
        }
        catch (Exception exception)
        {
            core.ReportThrowingSubject(exception, flagKey);
        }

        return attributes;
    }
}
