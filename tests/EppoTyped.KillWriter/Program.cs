using System.Globalization;
using EppoTyped;
using Microsoft.Extensions.Logging.Abstractions;

// Writes the last good configuration again and again, until somebody kills it: args are the path, the binding and the number of its configurations.
LastGoodFile file = new(args[0], args[1], long.MaxValue, NullLogger.Instance);
EppoConfiguration[] configurations = new EppoConfiguration[int.Parse(args[2], CultureInfo.InvariantCulture)];
for (int index = 0; index < configurations.Length; index++)
{
    configurations[index] = KillPayload.Of(index);
}

Console.Out.Write('.');
Console.Out.Flush();
for (int round = 0; ; round++)
{
    file.Save(configurations[round % configurations.Length]);
}
