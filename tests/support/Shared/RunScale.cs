using System.Globalization;

namespace EppoTyped.Tests;

/// <summary>
/// How many random inputs, kills and events a test takes: as many as it names in an ordinary run, and <c>EPPO_TEST_SCALE</c> times as many
/// where that is set. 5 is the long run, with which the numbers were found that a test holds.
/// </summary>
internal static class RunScale
{
    public static double Value { get; } = Read();

    public static int Of(int ordinary) => (int)(ordinary * Value);

    private static double Read() =>
        double.TryParse(Environment.GetEnvironmentVariable("EPPO_TEST_SCALE"), CultureInfo.InvariantCulture, out double given) ? given : 1;
}
