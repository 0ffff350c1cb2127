using System.Globalization;

namespace EppoTyped.Tests.Polling;

public sealed class RetryAfterTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("120", 120.0)]
    [InlineData("0", 0.0)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    [InlineData("1.5", null)]
    public void Seconds_are_honoured_and_nonsense_is_not(string text, double? seconds) =>
        Assert.Equal(seconds is { } value ? TimeSpan.FromSeconds(value) : null, Read(text));

    [Fact]
    public void More_digits_than_fit_are_a_very_long_time() => Assert.Equal(TimeSpan.MaxValue, Read("99999999999999999999"));

    [Fact]
    public void A_date_counts_from_now_and_a_past_one_is_no_wait()
    {
        Assert.Equal(TimeSpan.FromMinutes(2), Read(_clock.GetUtcNow().AddMinutes(2).ToString("r", CultureInfo.InvariantCulture)));
        Assert.Equal(TimeSpan.FromMinutes(2), Read("Thursday, 01-Jan-26 00:02:00 GMT"));
        Assert.Equal(TimeSpan.FromMinutes(2), Read("Thu Jan  1 00:02:00 2026"));
        Assert.Equal(TimeSpan.Zero, Read(_clock.GetUtcNow().AddYears(-1).ToString("r", CultureInfo.InvariantCulture)));
    }

    private TimeSpan? Read(string text)
    {
        using HttpResponseMessage response = new();
        response.Headers.TryAddWithoutValidation("Retry-After", text);
        return HttpAnswers.RetryAfter(response, _clock);
    }
}
