using System.Runtime.CompilerServices;
using EppoTyped.CompilerServices;

namespace EppoTyped.Tests.Clients;

/// <summary>Tables come and go; handles, details and events stay.</summary>
public sealed class TableTests
{
    private static readonly Flag<Variant> Typical = GeneratedCodeV1.Choice("typical", Variant.Control, Variants.TryParse);
    private static readonly Shopper Someone = new("somebody") { Country = "US", Age = 40 };

    [Fact]
    public void The_old_table_is_collected_after_a_swap_while_handles_details_events_and_the_logs_memory_live()
    {
        RecordingLogger logger = new();
        FlagClient client = FlagClient.InMemory(Configurations.Of(Configurations.RulesAndSplit("typical")), logger, deduplication: new());
        (WeakReference old, Evaluation<Variant> details) = UseAndSwap(client);

        for (int attempt = 0; attempt < 10 && old.IsAlive; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(old.IsAlive);
        Assert.Single(logger.Events);
        client.GetValue(Typical, Someone);
        Assert.Single(logger.Events);
        Assert.Equal("experiment", details.AllocationKey);
        GC.KeepAlive(Typical);
    }

    [Fact]
    public void Two_clients_with_different_configurations_answer_through_the_same_handle()
    {
        Flag<string> flag = GeneratedCodeV1.Text("greeting", "none");
        FlagClient north = FlagClient.InMemory(Configurations.Of(Configurations.Constant("greeting", "STRING", "\"moin\"")));
        FlagClient south = FlagClient.InMemory(Configurations.Of(Configurations.Constant("greeting", "STRING", "\"servus\"")));
        FlagClient nowhere = FlagClient.InMemory(null);

        for (int round = 0; round < 3; round++)
        {
            Assert.Equal("moin", north.GetValue(flag, Someone));
            Assert.Equal("servus", south.GetValue(flag, Someone));
            Assert.Equal("none", nowhere.GetValue(flag, Someone));
        }
    }

    [Fact]
    public void Handles_may_be_made_and_met_from_many_threads()
    {
        FlagClient client = FlagClient.InMemory(Configurations.Of([.. Enumerable.Range(0, 200).Select(number => Configurations.Constant($"flag-{number}", "INTEGER", $"{number}"))]));

        Parallel.For(0, 200, number => Assert.Equal(number, client.GetValue(GeneratedCodeV1.Integer($"flag-{number}", -1), Someone)));
    }

    [Fact]
    public async Task A_handle_that_is_slow_to_read_holds_up_no_other()
    {
        FlagClient client = FlagClient.InMemory(Configurations.Of(
            Configurations.Constant("slow", "JSON", "\"{}\""), Configurations.Constant("quick", "INTEGER", "7")));
        using ManualResetEventSlim entered = new();
        using ManualResetEventSlim answered = new();
        bool waitedInVain = false;
        Flag<object> slow = GeneratedCodeV1.Object("slow", new object(), (_, _) =>
        {
            entered.Set();
            waitedInVain = !answered.Wait(TimeSpan.FromSeconds(10));
            return new object();
        });
        Task reading = Task.Run(() => client.GetValue(slow, Someone));
        Assert.True(entered.Wait(TimeSpan.FromSeconds(10)));
        Assert.Equal(7, client.GetValue(GeneratedCodeV1.Integer("quick", -1), Someone));
        answered.Set();
        await reading;
        Assert.False(waitedInVain);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Old, Evaluation<Variant> Details) UseAndSwap(FlagClient client)
    {
        WeakReference old = new(client.Core.Table);
        client.GetValue(Typical, Someone);
        Evaluation<Variant> details = client.GetDetails(Typical, Someone);
        client.Core.Publish(FlagClient.InMemory(Configurations.Of(Configurations.RulesAndSplit("typical"))).Core.Table);
        return (old, details);
    }
}
