using System.Globalization;
using System.Numerics;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Tests;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("0", 0L)]
    [InlineData("-0", 0L)]
    [InlineData("3.0", 3L)]
    [InlineData("1e3", 1000L)]
    [InlineData("-1.25e2", -125L)]
    [InlineData("30e-1", 3L)]
    [InlineData("0e999999999999", 0L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("9223372036854775807.000", long.MaxValue)]
    public void Reads_whole_numbers_exactly(string text, long expected)
    {
        Assert.True(NumberText.TryGetInteger(text, out long value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("1e-1")]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775809")]
    [InlineData("1e19")]
    [InlineData("1e999999999999")]
    [InlineData("1,000")]
    [InlineData(" 1")]
    [InlineData("")]
    public void Refuses_what_64_bits_do_not_hold(string text) => Assert.False(NumberText.TryGetInteger(text, out _));

    [Theory]
    [InlineData("0.1", 0.1)]
    [InlineData("1e308", 1e308)]
    [InlineData("-2.5E-3", -0.0025)]
    [InlineData("1e-400", 0.0)]
    public void Reads_doubles(string text, double expected)
    {
        Assert.True(NumberText.TryGetDouble(text, out double value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("1e309")]
    [InlineData("-1e999")]
    [InlineData("NaN")]
    [InlineData("1,5")]
    public void Refuses_what_no_double_holds(string text) => Assert.False(NumberText.TryGetDouble(text, out _));

    [Fact]
    public void Agrees_with_arithmetic_on_random_numbers()
    {
        Random random = new(11);
        for (int i = 0; i < 5_000; i++)
        {
            int scale = random.Next(-6, 12);
            long digits = random.NextInt64(-1_000_000_000_000, 1_000_000_000_000) * (random.Next(2) == 0 ? 1 : 1_000_000);
            string text = string.Create(CultureInfo.InvariantCulture, $"{digits}e{scale}");
            BigInteger power = BigInteger.Pow(10, Math.Abs(scale));
            BigInteger whole = scale < 0 ? BigInteger.DivRem(digits, power, out BigInteger rest) : digits * power + (rest = 0);
            bool fits = rest.IsZero && whole >= long.MinValue && whole <= long.MaxValue;

            Assert.Equal(fits, NumberText.TryGetInteger(text, out long value));
            if (fits)
                Assert.Equal(whole, value);
        }
    }
}
