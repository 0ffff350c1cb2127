namespace EppoTyped.Tests;

public class NumberTextTests
{
    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(10.0, "10")]
    [InlineData(-10.5, "-10.5")]
    [InlineData(123456789.0, "123456789")]
    [InlineData(1e10, "10000000000")]
    [InlineData(1e15, "1000000000000000")]
    [InlineData(1.5e15, "1500000000000000")]
    [InlineData(9007199254740993.0, "9007199254740992")]
    [InlineData(1.2345678901234567e19, "12345678901234567000")]
    [InlineData(1e20, "100000000000000000000")]
    [InlineData(123456789012345680000.0, "123456789012345680000")]
    [InlineData(1e21, "1e+21")]
    [InlineData(1.25e22, "1.25e+22")]
    [InlineData(-1e21, "-1e+21")]
    [InlineData(0.1, "0.1")]
    [InlineData(0.30000000000000004, "0.30000000000000004")]
    [InlineData(0.00001, "0.00001")]
    [InlineData(0.000001, "0.000001")]
    [InlineData(-0.0000012345, "-0.0000012345")]
    [InlineData(1e-7, "1e-7")]
    [InlineData(-1.5e-7, "-1.5e-7")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    [InlineData(-2.2250738585072014e-308, "-2.2250738585072014e-308")]
    public void Numbers_have_the_text_that_rules_compare(double number, string text) => Assert.Equal(text, NumberText.Of(number));

    [Fact]
    public void Minus_zero_is_zero() => Assert.Equal("0", NumberText.Of(-0.0));

    [Fact]
    public void Every_text_parses_to_the_same_number_and_fits()
    {
        Random random = new(17);
        for (int round = 0; round < 200_000; round++)
        {
            double number = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (double.IsFinite(number))
            {
                Assert.True(NumberText.TryParse(NumberText.Of(number), out double read));
                Assert.Equal(number, read);
            }
        }
    }
}
