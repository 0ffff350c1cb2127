namespace EppoTyped.Tests.Assignments.Sinks;

/// <summary>Wrong options are refused at start, by name, with the value and the mend.</summary>
public sealed class BatchingOptionsTests
{
    public static TheoryData<string, BatchingOptions> Wrong => new()
    {
        { "BatchingOptions.QueueCapacity is 0; it must be between 1 and 1000000", new() { QueueCapacity = 0 } },
        { "BatchingOptions.BatchSize is 100001", new() { BatchSize = 100_001 } },
        { "BatchingOptions.BatchBytes is 1", new() { BatchBytes = 1 } },
        { "BatchingOptions.EventBytes is 2000; it must be between 256 and 1024", new() { BatchBytes = 1024, EventBytes = 2000 } },
        { "BatchingOptions.FlushInterval is 00:00:00", new() { FlushInterval = TimeSpan.Zero } },
        { "BatchingOptions.RequestTimeout is 1.00:00:00", new() { RequestTimeout = TimeSpan.FromDays(1) } },
        { "BatchingOptions.LongestRetryDelay is 00:00:00.5000000; it must be between 00:00:01", new() { LongestRetryDelay = TimeSpan.FromSeconds(0.5) } },
        { "BatchingOptions.MaxAttempts is 0", new() { MaxAttempts = 0 } },
        { "BatchingOptions.SpoolBytes is 1", new() { SpoolBytes = 1 } },
        { "BatchingOptions.SpoolFolder is \" \"; it does not name a folder", new() { SpoolFolder = " " } },
        { "BatchingOptions.ShutdownTimeout is -00:00:01", new() { ShutdownTimeout = TimeSpan.FromSeconds(-1) } },
        { "BatchingOptions.DropPolicy is 7", new() { DropPolicy = (AssignmentDropPolicy)7 } },
        { "BatchingOptions.TimeProvider is null", new() { TimeProvider = null! } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_option_is_refused(string message, BatchingOptions options)
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new BatchingAssignmentLogger(new NoSink(), options));
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }

    private sealed class NoSink : IAssignmentSink
    {
        public ValueTask<SendResult> SendAsync(IReadOnlyList<LoggedEvent> batch, CancellationToken cancellationToken) => new(SendResult.Delivered);
    }
}
