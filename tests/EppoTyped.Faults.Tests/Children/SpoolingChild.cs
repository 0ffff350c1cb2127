using System.Globalization;

namespace EppoTyped.Faults.Tests;

/// <summary>Hands events to a sink that takes none, with a spool, and says the number of each as soon as it was accepted; until somebody kills it.</summary>
internal static class SpoolingChild
{
    public static void Run(string folder)
    {
        ToldSink sink = new((_, _) => SendResult.RetryLater("It is closed."));
        BatchingAssignmentLogger logger = new(sink, new BatchingOptions { SpoolFolder = folder, FlushInterval = TimeSpan.FromMilliseconds(20), FirstRetryDelay = TimeSpan.FromMilliseconds(1) });
        using Stream output = Console.OpenStandardOutput();
        for (int number = 0; ; number++)
        {
            logger.LogAssignment(DeliveryScene.Event(number, Filling(number)) with { EventId = number.ToString(CultureInfo.InvariantCulture) });
            output.Write(BitConverter.GetBytes(number));
        }
    }

    public static string Filling(int number) => new((char)('a' + (number % 26)), 1 + (number * 37 % 5_000));
}
