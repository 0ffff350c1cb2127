namespace EppoTyped.Tests;

public class UfcDateTests
{
    [Theory]
    [InlineData("2026-07-01T12:00:00Z", "2026-07-01T12:00:00.0000000Z")]
    [InlineData("2026-07-01T12:00:00.5Z", "2026-07-01T12:00:00.5000000Z")]
    [InlineData("2026-07-01T12:00:00.123Z", "2026-07-01T12:00:00.1230000Z")]
    [InlineData("2026-07-01T12:00:00.123456Z", "2026-07-01T12:00:00.1234560Z")]
    [InlineData("2026-07-01T12:00:00.123456789Z", "2026-07-01T12:00:00.1234567Z")]
    [InlineData("2026-07-01T12:00:00+02:00", "2026-07-01T10:00:00.0000000Z")]
    [InlineData("2026-07-01T12:00:00-0530", "2026-07-01T17:30:00.0000000Z")]
    [InlineData("2026-07-01T12:00:00+02", "2026-07-01T10:00:00.0000000Z")]
    [InlineData("2026-07-01T12:00:00", "2026-07-01T12:00:00.0000000Z")]
    [InlineData("2026-07-01T12:00Z", "2026-07-01T12:00:00.0000000Z")]
    [InlineData("2026-07-01 12:00:00z", "2026-07-01T12:00:00.0000000Z")]
    [InlineData("2026-07-01", "2026-07-01T00:00:00.0000000Z")]
    [InlineData("2024-02-29T23:59:60Z", "2024-03-01T00:00:00.0000000Z")]
    [InlineData("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.9990000Z")]
    public void Dates_are_read(string text, string utc)
    {
        Assert.True(UfcDate.TryParse(text, out long ticks));
        Assert.Equal(utc, new DateTime(ticks, DateTimeKind.Utc).ToString("O", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void An_offset_may_move_a_date_past_the_last_year()
    {
        Assert.True(UfcDate.TryParse("9999-12-31T23:59:59-05:00", out long ticks));
        Assert.True(ticks > DateTime.MaxValue.Ticks);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tomorrow")]
    [InlineData("2026")]
    [InlineData("2026-07")]
    [InlineData("2026-7-1")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-00-01T00:00:00Z")]
    [InlineData("2026-02-29T00:00:00Z")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("2026-07-01T")]
    [InlineData("2026-07-01T24:00:00Z")]
    [InlineData("2026-07-01T12:60:00Z")]
    [InlineData("2026-07-01T12:00:61Z")]
    [InlineData("2026-07-01T12:00:00.Z")]
    [InlineData("2026-07-01T12:00:00+")]
    [InlineData("2026-07-01T12:00:00+24:00")]
    [InlineData("2026-07-01T12:00:00Zulu")]
    [InlineData("2026-07-01T12:00:00Z ")]
    [InlineData("07/01/2026")]
    [InlineData("1751371200")]
    public void An_invalid_date_is_refused(string text) => Assert.False(UfcDate.TryParse(text, out _));

    [Theory]
    [InlineData(-1, AllocationEvaluationCode.BeforeStartTime)]
    [InlineData(0, AllocationEvaluationCode.Match)]
    [InlineData(36_000_000_000, AllocationEvaluationCode.Match)]
    [InlineData(36_000_000_001, AllocationEvaluationCode.AfterEndTime)]
    public void An_allocation_is_open_from_its_start_to_its_end_inclusive(long ticksAfterStart, AllocationEvaluationCode code)
    {
        const string Dates = "\"startAt\":\"2026-07-01T12:00:00Z\",\"endAt\":\"2026-07-01T15:00:00+02:00\",";
        FlagTable table = Ufc.Read(Ufc.Document(Ufc.Flag("f", "BOOLEAN", Ufc.OnOff, Ufc.Allocation("a", "on", more: Dates))));
        FakeTimeProvider clock = new(Ufc.Now.AddTicks(ticksAfterStart));
        EvaluationResult result = table.Evaluate("f", VariationType.Boolean, clock: clock);
        EvaluatedAllocation allocation = Assert.Single(result.Details.Allocations);
        Assert.Equal(code, allocation.Code);
        Assert.Equal(EvaluationReason.Default, result.Details.Reason);
        Assert.Equal(code == AllocationEvaluationCode.Match, result.Variation is not null);
    }
}
