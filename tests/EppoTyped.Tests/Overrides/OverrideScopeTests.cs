using EppoTyped.CompilerServices;

namespace EppoTyped.Tests.Clients;

/// <summary>A scope of overrides holds for the code that runs inside it and for nobody else.</summary>
public sealed class OverrideScopeTests
{
    private static readonly Flag<long> Limit = GeneratedCodeV1.Integer("override-scope-limit", 1);
    private static readonly Flag<bool> Other = GeneratedCodeV1.Boolean("override-scope-other", false);
    private static readonly Shopper Someone = new("somebody");

    private readonly RecordingLogger _assignments = new();
    private readonly FlagClient _client;

    public OverrideScopeTests() => _client = FlagClient.InMemory(
        Configurations.Of(Configurations.Constant(Limit.Key, "INTEGER", "10"), Configurations.Constant(Other.Key, "BOOLEAN", "true")), _assignments);

    [Fact]
    public void It_holds_until_it_is_disposed_and_logs_nothing()
    {
        Assert.Equal(10, _client.GetValue(Limit, Someone));
        Assert.Single(_assignments.Events);

        using (_client.Override(Limit, 20))
        {
            Assert.Equal(20, _client.GetValue(Limit, Someone));
            Assert.Equal(20, _client.GetIntegerAssignment(Limit.Key, "somebody", 0));
            Assert.True(_client.Peek(Other, Someone));
        }

        Assert.Single(_assignments.Events);
        Assert.Equal(10, _client.GetValue(Limit, Someone));
    }

    [Fact]
    public void Scopes_nest_and_the_innermost_that_names_a_flag_wins()
    {
        FlagOverrides always = new FlagOverrides().Set(Limit, 15).Set(Other, false);
        FlagClient client = FlagClient.InMemory(overrides: always);
        using (client.Override(Limit, 20))
        {
            using (client.Override(new FlagOverrides().Set(Limit, 30)))
            {
                Assert.Equal((30, false), (client.GetValue(Limit, Someone), client.GetValue(Other, Someone)));
            }

            using (client.Override(Other, true))
            {
                Assert.Equal((20, true), (client.GetValue(Limit, Someone), client.GetValue(Other, Someone)));
            }
        }

        Assert.Equal(15, client.GetValue(Limit, Someone));
    }

    [Fact]
    public void Disposed_in_any_order_each_ends_its_own_values()
    {
        IDisposable outer = _client.Override(Limit, 20);
        IDisposable inner = _client.Override(Other, false);

        outer.Dispose();
        Assert.Equal((10, false), (_client.GetValue(Limit, Someone), _client.GetValue(Other, Someone)));

        inner.Dispose();
        inner.Dispose();
        Assert.Equal((10, true), (_client.GetValue(Limit, Someone), _client.GetValue(Other, Someone)));
    }

    [Fact]
    public async Task It_flows_into_awaits_tasks_and_threads_and_ends_in_them_too()
    {
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<long> outliving;
        using (_client.Override(Limit, 20))
        {
            await Task.Yield();
            Assert.Equal(20, _client.GetValue(Limit, Someone));
            Assert.Equal(20, await Task.Run(() => _client.GetValue(Limit, Someone)));
            long onThread = 0;
            Thread thread = new(() => onThread = _client.GetValue(Limit, Someone));
            thread.Start();
            thread.Join();
            Assert.Equal(20, onThread);
            outliving = Task.Run(async () =>
            {
                await ended.Task;
                return _client.GetValue(Limit, Someone);
            });
        }

        ended.SetResult();
        Assert.Equal(10, await outliving);
    }

    [Fact]
    public async Task Parallel_flows_do_not_meet()
    {
        using Barrier together = new(3);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Factory.StartNew(
            () =>
            {
                for (int round = 0; round < 500; round++)
                {
                    if (number == 3)
                    {
                        // One of them never opens a scope.
                        Assert.Equal(10, _client.GetValue(Limit, Someone));
                        continue;
                    }

                    using (_client.Override(Limit, 100 + number))
                    {
                        Assert.True(together.SignalAndWait(TimeSpan.FromSeconds(20)));
                        Assert.Equal(100 + number, _client.GetValue(Limit, Someone));
                        Assert.Equal(100 + number, _client.GetIntegerAssignment(Limit.Key, "somebody", 0));
                    }
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
    }

    [Fact]
    public void It_holds_for_the_static_flags_with_or_without_a_client_attached()
    {
        // Other tests attach and detach clients meanwhile: it makes no difference.
        using (FlagClient.Shared.Override(Limit, 20))
        {
            Assert.Equal(20, GeneratedCodeV1.Value(null, Limit, Someone));
            Assert.Equal(20, FlagClient.Shared.GetIntegerAssignment(Limit.Key, "somebody", 0));
        }

        Assert.Equal(1, GeneratedCodeV1.Value(null, Limit, Someone));
    }

    [Fact]
    public void It_is_of_one_client_only()
    {
        FlagClient another = FlagClient.InMemory();
        using (_client.Override(Limit, 20))
        {
            Assert.Equal((20, 1), (_client.GetValue(Limit, Someone), another.GetValue(Limit, Someone)));
        }
    }

    [Fact]
    public void A_client_that_never_had_one_has_no_layer_and_one_that_had_keeps_it_over_a_swap()
    {
        _client.GetValue(Limit, Someone);
        Assert.False(_client.Core.Bound.IsOverridable);

        using (_client.Override(Other, false))
        {
            _client.Core.Publish(FlagClient.InMemory(Configurations.Of(Configurations.Constant(Limit.Key, "INTEGER", "11"))).Core.Table);

            Assert.Equal((11, false), (_client.GetValue(Limit, Someone), _client.GetValue(Other, Someone)));
        }

        Assert.True(_client.Core.Bound.IsOverridable);
    }

    [Fact]
    public void A_snapshot_made_before_the_first_scope_is_under_it_too()
    {
        FlagClient snapshot = _client.Snapshot();
        using (_client.Override(Limit, 20))
        {
            Assert.Equal(20, snapshot.GetValue(Limit, Someone));
        }

        using (snapshot.Override(Limit, 30))
        {
            Assert.Equal((30, 30), (snapshot.GetValue(Limit, Someone), _client.GetValue(Limit, Someone)));
        }
    }
}
