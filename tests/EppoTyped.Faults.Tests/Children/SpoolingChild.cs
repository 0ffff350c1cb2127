using System.Globalization;

namespace EppoTyped.Faults.Tests;

/// <summary>
/// Sends events to a sink that accepts none, with a spool, and prints the number of each when it is accepted, until it is killed.
/// </summary>
internal static class SpoolingChild
{
    public static void Run(string folder)
    {
        ScriptedSink sink = new((_, _) => SendResult.RetryLater("It is closed."));
        BatchingAssignmentLogger logger = new(
            sink,
            new BatchingOptions
            {
                SpoolFolder = folder,
                FlushInterval = TimeSpan.FromMilliseconds(20),
                FirstRetryDelay = TimeSpan.FromMilliseconds(1),
            });
        using Stream output = Console.OpenStandardOutput();
        for (int number = 0; ; number++)
        {
            logger.LogAssignment(
                DeliveryScene.Event(number, Filling(number)) with { EventId = number.ToString(CultureInfo.InvariantCulture) });
            output.Write(BitConverter.GetBytes(number));
        }
    }

    public static string Filling(int number) => new((char)('a' + (number % 26)), 1 + (number * 37 % 5_000));
}
