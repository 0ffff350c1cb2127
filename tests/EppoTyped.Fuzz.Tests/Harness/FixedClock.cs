namespace EppoTyped.Fuzz.Tests.Harness;

/// <summary>A clock that stands still, so that two calls of one input see the same day.</summary>
internal sealed class FixedClock : TimeProvider
{
    public static FixedClock Instance { get; } = new();

    public override DateTimeOffset GetUtcNow() => new(2026, 11, 28, 6, 0, 0, TimeSpan.Zero);
}
