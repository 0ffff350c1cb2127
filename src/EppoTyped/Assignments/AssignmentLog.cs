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
                core.Diagnostics.AssignmentWithoutLogger(OneLine.Of(flagKey), OneLine.Of(split.Allocation.Key));
            }

            return;
        }

        try
        {
            AssignmentEvent assignment = new()
            {
                Timestamp = core.Clock.GetUtcNow(),
                FeatureFlag = flagKey,
                Allocation = split.Allocation.Key,
                Experiment = split.Experiment,
                Subject = subject.Key,
                SubjectAttributes = core.CopyAttributes(flagKey, subject),
                Variation = split.VariationKey,
                EntityId = flag.EntityId,
            };
            logger.LogAssignment(split.ExtraLogging is null ? assignment : assignment with { ExtraLogging = split.ExtraLogging });
        }
        catch (Exception exception)
        {
            if (Interlocked.Exchange(ref _failureSaid, 1) == 0)
            {
                core.Diagnostics.AssignmentLoggerThrew(exception, OneLine.Of(flagKey));
            }
        }
    }
}
