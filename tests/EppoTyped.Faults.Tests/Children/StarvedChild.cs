using System.Diagnostics;

namespace EppoTyped.Faults.Tests;

/// <summary>A process whose thread pool has no free thread. Writes what a client does meanwhile, one line each.</summary>
internal static class StarvedChild
{
    private const int Workers = 2;

    public static void Run(string baseUrl)
    {
        EppoClientOptions options = new()
        {
            SdkKey = "child",
            BaseUrl = baseUrl,
            PollInterval = TimeSpan.FromMilliseconds(200),
            PollJitter = TimeSpan.Zero,
            RequestTimeout = TimeSpan.FromSeconds(1),
            AttachToShared = false,
        };
        ThreadPool.SetMinThreads(Workers, Workers);
        SyncOverAsync(options);
        EveryWorkerBlocked(options);
    }

    /// <summary>Blocks every worker thread, and a queue of work items, each with an initialisation that it waits for.</summary>
    private static void SyncOverAsync(EppoClientOptions options)
    {
        Task<bool>[] waiting = [.. Enumerable.Range(0, Workers * 4).Select(_ => Task.Run(() =>
        {
            using EppoClient client = EppoClient.InitializeAsync(options).GetAwaiter().GetResult();
            return client.Initialization.IsReady;
        }))];
        Console.WriteLine(
            $"sync over async: {(Task.WaitAll(waiting, TimeSpan.FromSeconds(60)) ? waiting.Count(task => task.Result) : -1)} of {waiting.Length} ready");
    }

    /// <summary>Blocks all threads of a pool that may not grow: only work that needs no worker thread continues.</summary>
    private static void EveryWorkerBlocked(EppoClientOptions options)
    {
        using EppoClient client = EppoClient.InitializeAsync(options).GetAwaiter().GetResult();
        ThreadPool.GetMaxThreads(out int most, out int ports);
        int cap = Math.Max(Environment.ProcessorCount, ThreadPool.ThreadCount);
        Console.WriteLine($"capped: {ThreadPool.SetMaxThreads(cap, cap)}");
        using ManualResetEventSlim open = new();
        using CountdownEvent blocked = new(cap);
        Task[] blockers = [.. Enumerable.Range(0, cap).Select(_ => Task.Run(() =>
        {
            blocked.Signal();
            open.Wait();
        }))];
        Console.WriteLine($"all blocked: {blocked.Wait(TimeSpan.FromSeconds(30))}");

        // Longer than a configuration may be unconfirmed, which is three intervals and a request for this client.
        SpinWait.SpinUntil(() => client.Health.Status != ClientHealthStatus.Healthy, TimeSpan.FromSeconds(30));
        Console.WriteLine($"health: {client.Health.Status} {client.Health.Message}");
        long start = Stopwatch.GetTimestamp();
        int right = Enumerable.Range(0, 10_000).Count(_ => client.GetStringAssignment("color", "subject-1", "default") == "red");
        Console.WriteLine($"answers: {right} in time: {Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(10)}");
        using EppoClient late = EppoClient.Start(options);
        Console.WriteLine(
            $"another waits no longer than it is told: {!late.WaitForInitializationAsync().Wait(TimeSpan.FromMilliseconds(100))}");

        open.Set();
        ThreadPool.SetMaxThreads(most, ports);
        Task.WaitAll(blockers);
        Console.WriteLine($"another: {late.WaitForInitializationAsync(TimeSpan.FromSeconds(30)).GetAwaiter().GetResult().Status}");
        SpinWait.SpinUntil(() => client.Health.Status == ClientHealthStatus.Healthy, TimeSpan.FromSeconds(30));
        Console.WriteLine($"health afterwards: {client.Health.Status}");
    }
}
