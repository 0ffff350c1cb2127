using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped;

/// <summary>
/// Evaluates flags. No call throws, blocks or waits: where a flag cannot be evaluated, a call returns the caller's default, and its details
/// the reason.
/// </summary>
/// <remarks>
/// Safe for any number of threads. <c>EppoClient</c> keeps itself up to date. Calls by keys that are known only at run time are extension
/// methods in namespace <c>EppoTyped</c>: <see cref="FlagClientKeyedExtensions"/> and <see cref="FlagClientBanditExtensions"/>.
/// </remarks>
public partial class FlagClient
{
    private volatile ClientCore _core;

    private protected FlagClient(ClientCore core) => _core = core;

    /// <summary>False before the first configuration has arrived, and after dispose.</summary>
    public bool IsInitialized => _core.Table.IsReady;

    /// <summary>
    /// When the configuration in use was published, UTC; null before the first one, or when the configuration does not contain it.
    /// </summary>
    public DateTimeOffset? ConfigurationPublishedAt => _core.Table.PublishedAt;

    /// <summary>When the configuration in use was fetched, UTC; null before the first one.</summary>
    public DateTimeOffset? ConfigurationFetchedAt => _core.Table.FetchedAt;

    /// <summary>How many assignments were logged, are pending, and were dropped.</summary>
    public DeliveryStatistics AssignmentStatistics => _core.Log.Statistics;

    /// <summary>
    /// The keys of the flags in use, in ordinal order; their hashes where the configuration is obfuscated, as client tokens get it.
    /// </summary>
    public IReadOnlyList<string> FlagKeys => [.. _core.Table.Flags.Keys.Order(StringComparer.Ordinal)];

    internal ClientCore Core => _core;

    /// <summary>A client over one configuration that never changes: no server, no thread, nothing to dispose.</summary>
    /// <remarks>
    /// The logger is called on the caller's thread, before the call returns, so that a test sees at once what its call logged.
    /// </remarks>
    /// <param name="configuration">An Eppo flag configuration (UFC) as JSON; null for none, so that every call returns its default.</param>
    /// <param name="assignmentLogger">Takes the assignments.</param>
    /// <param name="overrides">Values that win over the configuration.</param>
    /// <param name="clock">The clock of dates and events; null for the system's.</param>
    /// <param name="loggerFactory">Takes this library's own messages.</param>
    /// <param name="deduplication">What is not logged again; null for nothing, so that every call is logged.</param>
    /// <param name="banditModels">
    /// The bandit models as JSON, as Eppo's bandits endpoint serves them; null for none, so that no bandit chooses an action.
    /// </param>
    /// <exception cref="FormatException">The configuration cannot be read; the message is the reason.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A capacity or a lifetime of the deduplication is out of its range.</exception>
    public static FlagClient InMemory(
        string? configuration = null,
        IAssignmentLogger? assignmentLogger = null,
        FlagOverrides? overrides = null,
        TimeProvider? clock = null,
        ILoggerFactory? loggerFactory = null,
        DeduplicationOptions? deduplication = null,
        string? banditModels = null)
    {
        clock ??= TimeProvider.System;
        ILogger diagnostics = new SafeLogger((loggerFactory ?? NullLoggerFactory.Instance).CreateLogger("EppoTyped.FlagClient"));
        AssignmentLogSettings logSettings = AssignmentLogSettings.Plain with { Deduplication = deduplication ?? DeduplicationOptions.Off };
        ClientCore core = new(assignmentLogger, clock, diagnostics, overrides, logSettings);
        if (configuration is not null)
        {
            EppoConfiguration responses = new(
                Encoding.UTF8.GetBytes(configuration), banditModels is null ? null : Encoding.UTF8.GetBytes(banditModels));
            FlagTable table = ConfigurationReader.Read(responses, clock.GetUtcNow(), diagnostics, out string? problem)
                ?? throw new FormatException(
                    $"The configuration cannot be read: {problem} Give the body of Eppo's flag-config endpoint as it was served.");
            if (table.Bandits.Models.Problem is { } banditProblem)
            {
                throw new FormatException($"{banditProblem} Give the body of Eppo's bandits endpoint as it was served.");
            }

            core.Publish(table);
        }

        return new FlagClient(core);
    }

    /// <summary>Evaluates a flag with the manifest's default.</summary>
    /// <param name="flag">The generated handle.</param>
    /// <param name="subject">The subject to evaluate for.</param>
    public T GetValue<T>(Flag<T> flag, ISubject? subject) => GetValue(flag, subject, flag.Default);

    /// <summary>Evaluates a flag.</summary>
    /// <param name="flag">The generated handle.</param>
    /// <param name="subject">The subject to evaluate for.</param>
    /// <param name="defaultValue">The value to return when nothing can be assigned.</param>
    public T GetValue<T>(Flag<T> flag, ISubject? subject, T defaultValue)
    {
        // The steps of FlagCall.Resolve, written out: this is the path of nearly every call, and its outcome is mostly known without one of
        // them.
        ClientCore core = _core;
        FlagBinding<T> binding = core.Bound.BindingOf(flag);
        int outcome = binding.ConstantOutcome;
        if (outcome == Outcome.DependsOnSubject)
        {
            outcome = TypedCalls.Evaluate(core, binding, subject);
        }

        if (outcome < 0)
        {
            return outcome == Outcome.Overridable ? Resolve(core, binding, flag, subject, defaultValue, log: true) : defaultValue;
        }

        SplitValue<T>[] values = binding.Values;
        return values[outcome].Plain || TypedCalls.Conclude(core, binding, outcome, subject) ? values[outcome].Value : defaultValue;
    }

    /// <summary>Evaluates a flag with the manifest's default, with details.</summary>
    /// <param name="flag">The generated handle.</param>
    /// <param name="subject">The subject to evaluate for.</param>
    public Evaluation<T> GetDetails<T>(Flag<T> flag, ISubject? subject) => ResolveDetailed(flag, subject, flag.Default, log: true);

    /// <summary>Evaluates a flag, with details.</summary>
    /// <param name="flag">The generated handle.</param>
    /// <param name="subject">The subject to evaluate for.</param>
    /// <param name="defaultValue">The value to return when nothing can be assigned.</param>
    public Evaluation<T> GetDetails<T>(Flag<T> flag, ISubject? subject, T defaultValue) =>
        ResolveDetailed(flag, subject, defaultValue, log: true);

    /// <summary>Evaluates a flag with the manifest's default and logs nothing: for values that may never be shown.</summary>
    /// <param name="flag">The generated handle.</param>
    /// <param name="subject">The subject to evaluate for.</param>
    public T Peek<T>(Flag<T> flag, ISubject? subject) => Peek(flag, subject, flag.Default);

    /// <summary>Evaluates a flag and logs nothing; <see cref="LogExposure{T}"/> does when the subject meets it.</summary>
    /// <param name="flag">The generated handle.</param>
    /// <param name="subject">The subject to evaluate for.</param>
    /// <param name="defaultValue">The value to return when nothing can be assigned.</param>
    public T Peek<T>(Flag<T> flag, ISubject? subject, T defaultValue)
    {
        ClientCore core = _core;
        return Resolve(core, core.Bound.BindingOf(flag), flag, subject, defaultValue, log: false);
    }

    /// <summary>Evaluates a flag with the manifest's default, with details, and logs nothing.</summary>
    /// <param name="flag">The generated handle.</param>
    /// <param name="subject">The subject to evaluate for.</param>
    public Evaluation<T> PeekDetails<T>(Flag<T> flag, ISubject? subject) => ResolveDetailed(flag, subject, flag.Default, log: false);

    /// <summary>Evaluates a flag, with details, and logs nothing.</summary>
    /// <param name="flag">The generated handle.</param>
    /// <param name="subject">The subject to evaluate for.</param>
    /// <param name="defaultValue">The value to return when nothing can be assigned.</param>
    public Evaluation<T> PeekDetails<T>(Flag<T> flag, ISubject? subject, T defaultValue) =>
        ResolveDetailed(flag, subject, defaultValue, log: false);

    /// <summary>
    /// Logs the assignment of the value that the flag has for the subject now; nothing where that is a default, a refused value or an
    /// override.
    /// </summary>
    /// <remarks>
    /// Take <see cref="Peek{T}(Flag{T}, ISubject?)"/> and this from one <see cref="Snapshot"/> where a new configuration must not come
    /// between them.
    /// </remarks>
    /// <param name="flag">The generated handle.</param>
    /// <param name="subject">The subject that met it.</param>
    public void LogExposure<T>(Flag<T> flag, ISubject? subject)
    {
        ClientCore core = _core;
        _ = Resolve(core, core.Bound.BindingOf(flag), flag, subject, flag.Default, log: true);
    }

    /// <summary>
    /// Evaluates every flag of the configuration for one subject: for a page or a browser that needs them all. Logs nothing by default.
    /// </summary>
    /// <remarks>
    /// Flags that assign nothing, are switched off or set aside are included, with their reason. Before the first configuration there are
    /// none.
    /// </remarks>
    /// <param name="subject">The subject to evaluate for.</param>
    /// <param name="logAssignments">True to log the assignment of every flag, as if each had been evaluated by itself.</param>
    public FlagResults EvaluateAll(ISubject? subject, bool logAssignments = false) => AllFlagsCall.Evaluate(_core, subject, logAssignments);

#nullable disable annotations // A Dictionary<string, object> and a Dictionary<string, object?> both come without a warning.
    /// <summary>Evaluates every flag of the configuration for a subject by key. Logs nothing by default.</summary>
    /// <inheritdoc cref="EvaluateAll(ISubject?, bool)"/>
    /// <param name="subjectKey">The subject's key.</param>
    /// <param name="attributes">The subject's attributes by name; null for none.</param>
    /// <param name="logAssignments">True to log the assignment of every flag, as if each had been evaluated by itself.</param>
    public FlagResults EvaluateAll(string subjectKey, IEnumerable<KeyValuePair<string, object>> attributes, bool logAssignments = false)
    {
        ClientCore core = _core;
        return new AllFlagsCall(core, core.Bound, logAssignments).Evaluate(new SubjectView(subjectKey, attributes));
    }

    /// <summary>
    /// Evaluates every flag for a subject, for Eppo's browser SDKs: an obfuscated ConfigurationWire of assignments, without any rule. Logs
    /// nothing: the browser does.
    /// </summary>
    /// <remarks>
    /// Values under overrides, and flags of an obfuscated configuration, are not in it. The subject's key and attributes are, in clear.
    /// </remarks>
    /// <param name="subjectKey">The subject's key.</param>
    /// <param name="attributes">The subject's attributes by name; null for none.</param>
    /// <param name="salt">The salt that flag keys are hashed with; null for a new one.</param>
    /// <param name="actions">
    /// By flag, the actions its bandit may choose among; a flag that is left out has none, and null leaves out all.
    /// </param>
    public string GetPrecomputedConfiguration(
        string subjectKey,
        IEnumerable<KeyValuePair<string, object>> attributes,
        string salt = null,
        IReadOnlyDictionary<string, Dictionary<string, ContextAttributes>> actions = null) =>
        PrecomputedConfiguration.Write(_core, new SubjectView(subjectKey, attributes), actions, salt);
#nullable restore annotations

    /// <summary>
    /// Evaluates every flag for a subject, for Eppo's browser SDKs: an obfuscated ConfigurationWire of assignments, without any rule. Logs
    /// nothing: the browser does.
    /// </summary>
    /// <remarks>
    /// Values under overrides, and flags of an obfuscated configuration, are not in it. The subject's key and attributes are, in clear.
    /// </remarks>
    /// <param name="subject">The subject to evaluate for.</param>
    /// <param name="salt">The salt that flag keys are hashed with; null for a new one.</param>
    /// <param name="actions">
    /// By flag, the actions its bandit may choose among; a flag that is left out has none, and null leaves out all.
    /// </param>
    public string GetPrecomputedConfiguration(
        ISubject subject, string? salt = null, IReadOnlyDictionary<string, Dictionary<string, ContextAttributes>>? actions = null) =>
        PrecomputedConfiguration.Write(_core, subject, actions, salt);

    /// <summary>
    /// A client that stays with the configuration of this moment, so that a request uses the same one to its end. It shares the log, the
    /// clock and the overrides; assignments are logged as usual. Costs two small objects, needs no disposal, and still evaluates when this
    /// client is disposed.
    /// </summary>
    public FlagClient Snapshot() => new(_core.Snapshot());

    /// <summary>
    /// Calls the handler when a new configuration adds, changes or removes the definition of a flag; evaluate the flag there for its value.
    /// </summary>
    /// <remarks>
    /// On the thread pool, one call at a time for each registration, never on the thread of a caller or of the poller. Configurations that
    /// follow each other faster than the handler returns are one change. What the handler throws is logged. A change of an override is not
    /// a change of the flag, and neither is the end of a client. A <see cref="Snapshot"/> never changes.
    /// </remarks>
    /// <param name="flag">The generated handle.</param>
    /// <param name="handler">Is called with what happened.</param>
    /// <returns>Ends it when disposed; a call under way is not waited for.</returns>
    public IDisposable OnChange(Flag flag, Action<FlagChange> handler)
    {
        ArgumentNullException.ThrowIfNull(flag);
        ArgumentNullException.ThrowIfNull(handler);
        // Shared outlives the clients attached to it, and so do the handlers of its changes.
        return (this == Shared ? Detached : _core).Changes.Add(new FlagSubscription(() => _core, flag.Key, handler));
    }

    /// <summary>
    /// Waits until every assignment made so far is through with the logger, and with what the logger puts behind itself (<see
    /// cref="IAssignmentLogger.FlushAsync"/>).
    /// </summary>
    /// <remarks>Before a short program or a function ends, dispose the client instead: that waits too.</remarks>
    /// <param name="cancellationToken">Ends this wait, and nothing else.</param>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        if (!await _core.Log.FlushAsync(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>As <see cref="FlushAsync(CancellationToken)"/>, and bounded.</summary>
    /// <param name="timeout">How long to wait, on the real clock; zero to 1 day.</param>
    /// <param name="cancellationToken">Ends this wait, and nothing else.</param>
    /// <returns>
    /// True when everything is through, delivered or counted as dropped; false when the time was over, or the logger returned that
    /// something is not through.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative or more than 1 day.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public async Task<bool> FlushAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        EventDelivery.CheckTimeout(timeout);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        bool through = await _core.Log.FlushAsync(limit.Token).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return through;
    }

    /// <summary>Evaluates a flag, and lets the bandit of the assigned variation choose an action. Called by generated code.</summary>
    internal BanditResult<T> GetAction<T, TAction>(Flag<T> flag, ISubject? subject, IReadOnlyList<TAction>? actions, T defaultValue)
        where TAction : IBanditAction => ActionCalls.Evaluate(_core, flag, subject, actions, defaultValue);

    /// <summary>As <see cref="GetAction"/>, with details.</summary>
    internal Evaluation<BanditResult<T>> GetActionDetails<T, TAction>(
        Flag<T> flag, ISubject? subject, IReadOnlyList<TAction>? actions, T defaultValue)
        where TAction : IBanditAction => ActionCalls.EvaluateDetailed(_core, flag, subject, actions, defaultValue);

    // By itself, so that what it needs costs nothing on the path of a call.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Resolve<T>(ClientCore core, FlagBinding<T> binding, Flag<T> flag, ISubject? subject, T defaultValue, bool log)
    {
        TypedCall<T> call = new(core, binding, flag, subject, log);
        return call.ValueOf(FlagCall.Resolve(ref call), defaultValue);
    }

    private Evaluation<T> ResolveDetailed<T>(Flag<T> flag, ISubject? subject, T defaultValue, bool log)
    {
        ClientCore core = _core;
        BoundTable bound = core.Bound;
        DetailedTypedCall<T> call = new(core, bound, bound.BindingOf(flag), flag, subject, log);
        int outcome = FlagCall.Resolve(ref call);
        return new Evaluation<T>(call.ValueOf(outcome, defaultValue), call.Details);
    }
}
