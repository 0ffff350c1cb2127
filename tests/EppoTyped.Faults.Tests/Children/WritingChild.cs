using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped.Faults.Tests;

/// <summary>Writes the last good configuration again and again, until it is killed.</summary>
internal static class WritingChild
{
    public const string Binding = "F49";

    public static readonly string[] Versions = [Large('a'), Large('b')];

    public static void Run(string path)
    {
        LastGoodFile file = new(path, Binding, long.MaxValue, NullLogger.Instance, "EppoClientOptions");
        for (int round = 0; ; round++)
        {
            file.Save(EppoConfiguration.FromResponses(Versions[round % 2]).Response);
            if (round == 1)
            {
                Console.WriteLine("writing");
            }
        }
    }

    private static string Large(char letter) => $"{{\"flags\":{{}},\"filling\":\"{new string(letter, 100_000)}\"}}";
}
