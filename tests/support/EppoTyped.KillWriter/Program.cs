using System.Globalization;
using EppoTyped;
using Microsoft.Extensions.Logging.Abstractions;

// Writes the last good configuration again and again, until somebody kills it: args are the path, the binding, the number of configurations, and the one to begin with.
LastGoodFile file = new(args[0], args[1], long.MaxValue, NullLogger.Instance, "EppoClientOptions");
EppoConfiguration[] configurations = new EppoConfiguration[int.Parse(args[2], CultureInfo.InvariantCulture)];
for (int index = 0; index < configurations.Length; index++)
{
    configurations[index] = KillPayload.Of(index);
}

int first = int.Parse(args[3], CultureInfo.InvariantCulture);
for (int round = 0; ; round++)
{
    file.Save(configurations[(first + round) % configurations.Length].Response);
    if (round == 0)
    {
        // The first write has met cold code and a cold disk; the kill is aimed at those that follow.
        using Stream output = Console.OpenStandardOutput();
        output.WriteByte((byte)'.');
    }
}
