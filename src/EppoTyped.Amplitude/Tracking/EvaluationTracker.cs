using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

/// <summary>
/// Tracks local evaluations: one assignment event for all flags, one exposure event for each flag if the call asks for it. Never throws,
/// blocks or waits.
/// </summary>
internal sealed class EvaluationTracker : IAsyncDisposable
{
    private readonly EventTracking? _assignments;
    private readonly EventTracking? _exposures;
    private readonly ILogger _diagnostics;
    private Once _failure;

    /// <param name="assignments">The options of assignment tracking; null for none.</param>
    /// <param name="exposures">The options of exposure tracking; null for none.</param>
    /// <param name="zone">The client's zone.</param>
    /// <param name="deploymentKey">The client's key, which must not be the analytics key.</param>
    /// <param name="client">Sends the requests. Not disposed.</param>
    /// <param name="clock">The client's clock.</param>
    /// <param name="diagnostics">The client's log.</param>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public EvaluationTracker(
        AssignmentTrackingOptions? assignments,
        ExposureTrackingOptions? exposures,
        AmplitudeZone zone,
        AmplitudeKey deploymentKey,
        HttpClient client,
        TimeProvider clock,
        ILogger diagnostics)
    {
        _diagnostics = diagnostics;
        // Both are checked before either starts.
        EventsEndpoint? forAssignments = Endpoint(assignments);
        EventsEndpoint? forExposures = Endpoint(exposures);
        _assignments = forAssignments is null
            ? null
            : new EventTracking("Amplitude assignments", assignments!, forAssignments, clock, diagnostics);
        _exposures = forExposures is null
            ? null
            : new EventTracking("Amplitude exposures", exposures!, forExposures, clock, diagnostics);

        EventsEndpoint? Endpoint(AmplitudeAnalyticsOptions? options)
        {
            if (options is null)
            {
                return null;
            }

            options.Check();
            AmplitudeOption.NotTheDeploymentKey($"{options.GetType().Name}.{nameof(options.ApiKey)}", options.ApiKey, deploymentKey);
            // Options are also checked where tracking is off.
            EventsEndpoint endpoint = new(options, zone, client, clock);
            return options.OptOut ? null : endpoint;
        }
    }

    public EventTracking? Assignments => _assignments;

    public EventTracking? Exposures => _exposures;

    /// <summary>Tracks one evaluation.</summary>
    /// <param name="user">The user, as the caller gave it.</param>
    /// <param name="results">Every variant by flag key, default variants included.</param>
    /// <param name="options">The options of the call.</param>
    public void Track(AmplitudeUser user, IReadOnlyDictionary<string, Variant> results, EvaluateOptions options)
    {
        EventTracking? exposures = options.TracksExposure ? _exposures : null;
        if (results.Count == 0 || (_assignments is null && exposures is null))
        {
            return;
        }

        try
        {
            string canonical = CanonicalResult.Of(user, results);
            if (exposures?.IsNew(canonical) == true)
            {
                TrackExposures(exposures, user, results, canonical);
            }

            if (_assignments is { } assignments && assignments.IsNew(canonical))
            {
                long time = assignments.Now;
                byte[] Write() => assignments.Writer.Assignment(user, results, canonical, time);
                assignments.Deliver(new AmplitudeEvent(user.UserId, user.DeviceId, Write), canonical);
            }
        }
        catch (Exception exception)
        {
            if (_failure.TryEnter())
            {
                _diagnostics.TrackingFailed(exception);
            }
        }
    }

    /// <summary>Waits until every event so far is delivered or dropped.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(
            ((EventTracking?[])[_exposures, _assignments]).OfType<EventTracking>().Select(
                tracking => tracking.FlushAsync(cancellationToken)));

    public async ValueTask DisposeAsync()
    {
        // In parallel: each may take its time to send what is left.
        Task exposures = _exposures?.DisposeAsync().AsTask() ?? Task.CompletedTask;
        Task assignments = _assignments?.DisposeAsync().AsTask() ?? Task.CompletedTask;
        await Task.WhenAll(exposures, assignments).ConfigureAwait(false);
    }

    private static void TrackExposures(
        EventTracking exposures, AmplitudeUser user, IReadOnlyDictionary<string, Variant> results, string canonical)
    {
        long time = exposures.Now;
        foreach ((string flagKey, Variant variant) in results)
        {
            if (EventWriter.IsExposure(variant))
            {
                byte[] Write() => exposures.Writer.Exposure(user, flagKey, variant, canonical, time);
                exposures.Deliver(new AmplitudeEvent(user.UserId, user.DeviceId, Write), canonical);
            }
        }
    }
}
