using System.Globalization;

namespace EppoTyped.Soak;

/// <summary>Runs clients against a server that lies, for minutes. The exit code says whether all went well: 0 or 1.</summary>
internal static class Program
{
    private const int Callers = 4;
    private const double DefaultMinutes = 3;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <param name="args"><c>--minutes N</c>, default 3; <c>--seed N</c>, default 1.</param>
    public static async Task<int> Main(string[] args)
    {
        TimeSpan length = TimeSpan.FromMinutes(Option(args, "--minutes", DefaultMinutes));
        int seed = (int)Option(args, "--seed", 1);
        Say($"soak: {length.TotalMinutes:0.##} minutes, seed {seed}");

        Verdict verdict = new();
        DateTime end = DateTime.UtcNow + length;
        await using FlappingServer server = await FlappingServer.StartAsync(seed);
        ClientLives lives = new(server, verdict, seed);
        Caller[] callers = [.. Enumerable.Range(0, Callers).Select(number => new Caller(lives, server, verdict, seed + number))];
        ResourceWatch resources = new();
        Task living = lives.LiveUntilAsync(end);
        // A sample collects all garbage, so there are not many; the first quarter is the warm-up.
        TimeSpan pause = length / 24 < LongestPause ? length / 24 : LongestPause;
        while (DateTime.UtcNow < end)
        {
            await Task.Delay(pause);
            bool isWarm = end - DateTime.UtcNow < length * 0.75;
            Say($"{DateTime.UtcNow - (end - length):mm\\:ss} {Counts(callers, server, lives)}; {resources.Take(isWarm)}{(verdict.IsGood ? "" : "; " + verdict)}");
        }

        await living;
        foreach (Caller caller in callers)
        {
            caller.Stop();
        }

        await lives.EndAsync();
        // Said apart: a flood of wrong answers must not hide it.
        foreach (string growth in resources.Growth())
        {
            verdict.Blame(growth);
            Say($"soak: {growth}");
        }

        Say($"soak: {Counts(callers, server, lives)}");
        Say($"soak: answered by {server.Behaviours()}");
        Say($"soak: {resources}");
        Say(verdict.IsGood ? "soak: passed" : $"soak: FAILED, {verdict}");
        return verdict.IsGood ? 0 : 1;
    }

    private static string Counts(Caller[] callers, FlappingServer server, ClientLives lives) => string.Create(
        CultureInfo.InvariantCulture,
        $"{callers.Sum(caller => caller.Answers):N0} answers checked, {callers.Sum(caller => caller.Defaults):N0} of them defaults, {server.Latest:N0} versions, {server.Requests:N0} requests, {lives.Lives:N0} clients, {lives.Swaps:N0} swaps, {lives.Logged:N0} events logged");

    private static double Option(string[] args, string name, double otherwise)
    {
        int at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? double.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }

    private static void Say(string text) => Console.WriteLine(text);
}
