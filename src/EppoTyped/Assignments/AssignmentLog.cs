using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>Makes an event of every new assignment and sends it on its way to the user's logger.</summary>
internal sealed class AssignmentLog
{
    private readonly TimeProvider _clock;
    private readonly ILogger _diagnostics;
    private readonly MisbehaviourReporter _misbehaviour;
    private readonly string _optionsName;
    private readonly AssignmentReceiver? _receiver;
    private readonly EventDelivery? _delivery;
    private Once _missingLogger;

    public AssignmentLog(
        IAssignmentLogger? logger,
        AssignmentLogSettings settings,
        TimeProvider clock,
        ILogger diagnostics,
        MisbehaviourReporter misbehaviour)
    {
        (_clock, _diagnostics, _misbehaviour, _optionsName) = (clock, diagnostics, misbehaviour, settings.OptionsName);
        if (logger is not null)
        {
            DeduplicationOptions deduplication = settings.Deduplication;
            _receiver = new AssignmentReceiver(
                logger, deduplication.AssignmentStore(clock), deduplication.BanditActionStore(clock), diagnostics);
            _delivery = settings.Delivery == AssignmentDelivery.Inline
                ? new InlineDelivery(_receiver)
                : new WorkerDelivery(_receiver, settings, diagnostics);
        }
    }

    /// <summary>What became of the events so far.</summary>
    public DeliveryStatistics Statistics => _delivery?.Statistics ?? default;

    /// <summary>
    /// Logs that a subject got a split, unless it is what was logged last for the subject and the flag. Throws what the clock throws,
    /// nothing else.
    /// </summary>
    /// <param name="flagKey">The flag as the caller asked for it.</param>
    /// <param name="flag">The flag.</param>
    /// <param name="split">The split.</param>
    /// <param name="subject">The subject that got it.</param>
    public void Record(string flagKey, CompiledFlag flag, Split split, scoped in SubjectView subject)
    {
        if (_receiver is not { } receiver)
        {
            LogMissingLogger(flagKey, split);
        }
        else if (receiver.IsNew(subject.Key, flagKey, split))
        {
            _delivery!.Deliver(new LoggedEvent(Make(receiver, flagKey, flag, split, subject)));
        }
    }

    /// <summary>
    /// Whether an action must be handed to <see cref="RecordBanditAction"/>; called before its event is built. After true the action counts
    /// as logged, so <see cref="RecordBanditAction"/> follows, or <see cref="ForgetBanditAction"/> where the event cannot be built.
    /// </summary>
    public bool WantsBanditAction(string subjectKey, string flagKey, string banditKey, string actionKey) =>
        _receiver is not null && _receiver.IsNewAction(new AssignmentKey(subjectKey, flagKey, banditKey, actionKey));

    /// <summary>Logs that a bandit chose an action. Never throws.</summary>
    public void RecordBanditAction(BanditActionEvent action) => _delivery?.Deliver(new LoggedEvent(action));

    /// <summary>Lets an action be logged again whose event could not be built.</summary>
    public void ForgetBanditAction(string subjectKey, string flagKey, string banditKey, string actionKey) =>
        _receiver?.TakeBackAction(new AssignmentKey(subjectKey, flagKey, banditKey, actionKey));

    /// <inheritdoc cref="EventDelivery.FlushAsync"/>
    public Task<bool> FlushAsync(CancellationToken cancellationToken) => _delivery?.FlushAsync(cancellationToken) ?? Task.FromResult(true);

    /// <summary>Flushes for so long, and logs what is left.</summary>
    public async Task FlushAtExitAsync(TimeSpan timeout)
    {
        using CancellationTokenSource limit = new(timeout);
        if (!await FlushAsync(limit.Token).ConfigureAwait(false))
        {
            _diagnostics.AssignmentsAtExit(timeout, Statistics.Pending, _optionsName);
        }
    }

    /// <inheritdoc cref="EventDelivery.CloseAsync"/>
    public Task CloseAsync(TimeSpan timeout) => _delivery?.CloseAsync(timeout) ?? Task.CompletedTask;

    /// <inheritdoc cref="EventDelivery.Close"/>
    public void Close(TimeSpan timeout) => _delivery?.Close(timeout);

    private AssignmentEvent Make(AssignmentReceiver receiver, string flagKey, CompiledFlag flag, Split split, scoped in SubjectView subject)
    {
        try
        {
            AssignmentEvent assignment = new()
            {
                Timestamp = _clock.GetUtcNow(),
                FeatureFlag = flagKey,
                Allocation = split.Allocation.Key,
                Experiment = split.Experiment ?? $"{flagKey}-{split.Allocation.Key}",
                Subject = subject.Key,
                SubjectAttributes = _misbehaviour.CopyAttributes(flagKey, subject),
                Variation = split.VariationKey,
                EntityId = flag.EntityId,
            };
            return split.ExtraLogging is null ? assignment : assignment with { ExtraLogging = split.ExtraLogging };
        }
        catch
        {
            receiver.TakeBack(new AssignmentKey(subject.Key, flagKey, split.Allocation.Key, split.VariationKey));
            throw;
        }
    }

    private void LogMissingLogger(string flagKey, Split split)
    {
        if (_missingLogger.TryEnter())
        {
            _diagnostics.AssignmentWithoutLogger(LogText.Sanitize(flagKey), LogText.Sanitize(split.Allocation.Key), _optionsName);
        }
    }
}

/// <summary>How a client's assignment log works.</summary>
/// <param name="Delivery">On which thread the logger is called.</param>
/// <param name="QueueCapacity">How many events may wait for the worker.</param>
/// <param name="DropPolicy">Which event is dropped when there are more.</param>
/// <param name="Deduplication">What is not logged again.</param>
/// <param name="OptionsName">The record in which the user has set all this, as messages name it.</param>
internal sealed record AssignmentLogSettings(
    AssignmentDelivery Delivery, int QueueCapacity, AssignmentDropPolicy DropPolicy, DeduplicationOptions Deduplication, string OptionsName)
{
    /// <summary>On the caller's thread, at every call: nothing runs in the background, nothing is remembered.</summary>
    public static AssignmentLogSettings Plain { get; } =
        new(AssignmentDelivery.Inline, QueueCapacity: 1, AssignmentDropPolicy.DropNewest, DeduplicationOptions.Off, "EppoClientOptions");
}
