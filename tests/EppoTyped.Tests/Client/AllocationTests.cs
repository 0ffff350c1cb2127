using EppoTyped.CompilerServices;

namespace EppoTyped.Tests.Clients;

/// <summary>The path of a call allocates nothing.</summary>
public sealed class AllocationTests
{
    private static readonly Flag<Variant> Typical = GeneratedCodeV1.Choice("typical", Variant.Control, Variants.TryParse);

    private static readonly Shopper[] Shoppers =
    [
        .. Enumerable.Range(0, 256).Select(number => new Shopper(GuidOf(number)) { Email = "somebody@elsewhere.org", Country = "US", Age = 40 }),
    ];

    [Fact]
    public void A_typed_string_flag_with_rules_and_a_split_allocates_nothing_with_guid_keys()
    {
        FlagClient client = FlagClient.InMemory(Configurations.Of(Configurations.RulesAndSplit("typical")));
        AskAll(client);

        Assert.Equal(0, AllocatedBy(() => AskAll(client)));
    }

    [Fact]
    public void The_first_call_after_a_swap_allocates_nothing()
    {
        // Made and met before: swaps are what the poller does, and it binds what the last table has met.
        FlagClient client = FlagClient.InMemory(Configurations.Of(Configurations.RulesAndSplit("typical")));
        FlagClient next = FlagClient.InMemory(Configurations.Of(Configurations.RulesAndSplit("typical", first: "treatment", second: "control")));
        Variant before = client.GetValue(Typical, Shoppers[0]);

        client.Core.Publish(next.Core.Table);

        Variant after = default;
        long allocated = AllocatedBy(() => after = client.GetValue(Typical, Shoppers[0]));
        Assert.Equal(0, allocated);
        Assert.NotEqual(before, after);
    }

    [Fact]
    public void Two_threads_at_once_allocate_nothing_also_while_tables_are_swapped()
    {
        FlagClient client = FlagClient.InMemory(Configurations.Of(Configurations.RulesAndSplit("typical")));
        FlagTable[] tables = [client.Core.Table, FlagClient.InMemory(Configurations.Of(Configurations.RulesAndSplit("typical"))).Core.Table];
        AskAll(client);
        using Barrier together = new(3);
        long[] allocated = [1, 1];
        Thread[] threads = [.. Enumerable.Range(0, 2).Select(thread => new Thread(() =>
        {
            AskAll(client);
            together.SignalAndWait();
            allocated[thread] = AllocatedBy(() => AskOften(client));
        }))];
        Array.ForEach(threads, thread => thread.Start());

        together.SignalAndWait();
        for (int swap = 0; threads.Any(thread => thread.IsAlive); swap++)
        {
            client.Core.Publish(tables[swap % 2]);
        }

        Array.ForEach(threads, thread => thread.Join());
        Assert.Equal([0, 0], allocated);
    }

    [Fact]
    public void A_string_keyed_call_allocates_nothing()
    {
        FlagClient client = FlagClient.InMemory(Configurations.Of(Configurations.RulesAndSplit("typical")));
        Dictionary<string, object> attributes = new() { ["email"] = "somebody@elsewhere.org", ["country"] = "US", ["age"] = 40 };
        string key = GuidOf(7);
        client.GetStringAssignment("typical", key, attributes, "none");

        Assert.Equal(0, AllocatedBy(() => client.GetStringAssignment("typical", key, attributes, "none")));
    }

    [Fact]
    public void Flags_that_are_unknown_constant_or_not_there_yet_allocate_nothing()
    {
        Flag<bool> constant = GeneratedCodeV1.Boolean("constant", false);
        Flag<long> unknown = GeneratedCodeV1.Integer("unknown", 3);
        FlagClient client = FlagClient.InMemory(Configurations.Of(Configurations.Constant("constant", "BOOLEAN", "true")));
        FlagClient empty = FlagClient.InMemory(null);
        void Ask()
        {
            Assert.True(client.GetValue(constant, Shoppers[0]));
            _ = client.GetValue(unknown, Shoppers[0]) + empty.GetValue(unknown, Shoppers[0]);
        }

        Ask();

        Assert.Equal(0, AllocatedBy(Ask));
    }

    private static void AskAll(FlagClient client)
    {
        foreach (Shopper shopper in Shoppers)
        {
            client.GetValue(Typical, shopper);
        }
    }

    private static void AskOften(FlagClient client)
    {
        for (int time = 0; time < 20; time++)
        {
            AskAll(client);
        }
    }

    private static long AllocatedBy(Action action)
    {
        // Once for whatever the runtime itself makes on a first call of this lambda.
        GC.GetAllocatedBytesForCurrentThread();
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string GuidOf(int number) => new Guid(number, 7, 9, 1, 2, 3, 4, 5, 6, 7, 8).ToString();
}
