using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

/// <summary>The events of one kind: the memory of what was tracked, and the delivery of new events.</summary>
internal sealed class EventTracking : IAsyncDisposable
{
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(24);

    /// <summary>The most bytes of events in a request, below the server's limit of 1 MB for the whole request.</summary>
    private const int LargestRequest = 900_000;

    private const int LargestBatchRequest = 15_000_000;

    private readonly InMemoryAssignmentStore _tracked;
    private readonly BatchDelivery<AmplitudeEvent> _delivery;
    private readonly EventsEndpoint _endpoint;
    private readonly TimeProvider _clock;
    private readonly Action<AmplitudeEvent, string?>? _callback;
    private readonly ILogger _diagnostics;
    private Once _callbackThrew;

    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public EventTracking(string name, AmplitudeAnalyticsOptions options, EventsEndpoint endpoint, TimeProvider clock, ILogger diagnostics)
    {
        _diagnostics = options.LoggerFactory is { } factory
            ? DiagnosticsLogger.Of(factory, "EppoTyped.Amplitude.Tracking", debug: false)
            : diagnostics;
        (_clock, _callback, _endpoint) = (clock, options.Callback, endpoint);
        _tracked = new InMemoryAssignmentStore(options.CacheCapacity, Remembered, clock);
        Writer = new EventWriter(options);
        int bytes = options.UseBatch ? LargestBatchRequest : LargestRequest;
        BatchingOptions batching = new()
        {
            BatchSize = options.FlushQueueSize,
            BatchBytes = bytes,
            EventBytes = bytes,
            FlushInterval = options.FlushInterval,
            MaxAttempts = options.FlushMaxRetries,
            FirstRetryDelay = TimeSpan.FromMilliseconds(100),
            LongestRetryDelay = TimeSpan.FromSeconds(30),
            QueueCapacity = options.QueueCapacity,
            SpoolFolder = options.SpoolFolder,
            TimeProvider = clock,
            OptionsName = options.GetType().Name,
        };
        _delivery = new BatchDelivery<AmplitudeEvent>(
            name, SendAsync, new AmplitudeEventFormat(), batching, (dropped, problem) => InvokeCallback(dropped, problem), _diagnostics);
    }

    public EventWriter Writer { get; }

    public DeliveryStatistics Statistics => _delivery.Statistics;

    public long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Whether a result is to be tracked: once in 24 hours from the first time, as long as it is remembered.</summary>
    public bool IsNew(string canonical) => _tracked.TryAdd(KeyOf(canonical));

    /// <summary>Queues an event. Without room in the queue, the result is tracked with the next evaluation.</summary>
    public void Deliver(AmplitudeEvent tracked, string canonical)
    {
        if (!_delivery.Enqueue(tracked))
        {
            _tracked.Remove(KeyOf(canonical));
        }
    }

    public Task<bool> FlushAsync(CancellationToken cancellationToken) => _delivery.FlushAsync(null, cancellationToken);

    public ValueTask DisposeAsync() => _delivery.DisposeAsync();

    private static AssignmentKey KeyOf(string canonical) => new(canonical, "", "", "");

    private async ValueTask<SendResult> SendAsync(IReadOnlyList<AmplitudeEvent> batch, CancellationToken cancellationToken)
    {
        SendResult result = await _endpoint.SendAsync(batch, cancellationToken).ConfigureAwait(false);
        if (result == SendResult.Delivered)
        {
            foreach (AmplitudeEvent tracked in batch)
            {
                InvokeCallback(tracked, null);
            }
        }

        return result;
    }

    private void InvokeCallback(AmplitudeEvent tracked, string? problem)
    {
        try
        {
            _callback?.Invoke(tracked, problem);
        }
        catch (Exception exception)
        {
            if (_callbackThrew.TryEnter())
            {
                _diagnostics.EventCallbackThrew(exception);
            }
        }
    }
}
