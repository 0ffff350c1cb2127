using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

/// <summary>One kind of events: what was tracked already, and the delivery of what is new.</summary>
internal sealed class EventTracking : IAsyncDisposable
{
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(24);

    /// <summary>Below the limits of the server, for what is wrapped around the events.</summary>
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
        _diagnostics = options.LoggerFactory is { } factory ? DiagnosticsLogger.Of(factory, "EppoTyped.Amplitude.Tracking", debug: false) : diagnostics;
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
        };
        _delivery = new BatchDelivery<AmplitudeEvent>(name, SendAsync, new AmplitudeEventFormat(), batching, (dead, problem) => Tell(dead, problem), _diagnostics);
    }

    public EventWriter Writer { get; }

    public SinkStatistics Statistics => _delivery.Statistics;

    public long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Whether a result is to be tracked: once in 24 hours from the first time, as long as there is room to remember it.</summary>
    public bool IsNew(string canonical) => _tracked.TryAdd(Memory(canonical));

    /// <summary>Sends an event on its way. One that there is no room for is tracked at the next evaluation.</summary>
    public void Deliver(AmplitudeEvent tracked, string canonical)
    {
        if (!_delivery.Enqueue(tracked))
        {
            _tracked.Remove(Memory(canonical));
        }
    }

    public Task<bool> FlushAsync(CancellationToken cancellationToken) => _delivery.FlushAsync(null, cancellationToken);

    public ValueTask DisposeAsync() => _delivery.DisposeAsync();

    private static AssignmentKey Memory(string canonical) => new(canonical, "", "", "");

    private async ValueTask<SendResult> SendAsync(IReadOnlyList<AmplitudeEvent> batch, CancellationToken cancellationToken)
    {
        SendResult result = await _endpoint.SendAsync(batch, cancellationToken).ConfigureAwait(false);
        if (result == SendResult.Delivered)
        {
            foreach (AmplitudeEvent tracked in batch)
            {
                Tell(tracked, null);
            }
        }

        return result;
    }

    private void Tell(AmplitudeEvent tracked, string? problem)
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
