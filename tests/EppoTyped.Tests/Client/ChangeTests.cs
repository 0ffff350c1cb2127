using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using EppoTyped.CompilerServices;

namespace EppoTyped.Tests.Clients;

/// <summary>Who watches a flag hears when its definition changes, on a thread of nobody's.</summary>
public sealed class ChangeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly Flag<long> Limit = GeneratedCodeV1.Integer("limit", 0);

    private readonly CollectingLogger _messages = new();
    private readonly BlockingCollection<FlagChange> _heard = [];
    private readonly FlagClient _client;

    public ChangeTests() => _client = FlagClient.InMemory(loggerFactory: _messages);

    [Fact]
    public void Added_changed_and_removed_are_told_and_nothing_else()
    {
        using IDisposable watch = _client.OnChange(Limit, _heard.Add);

        Publish(Configurations.Constant("limit", "INTEGER", "1"));
        Assert.Equal(FlagChange.Added, Next());
        Publish(Configurations.Constant("limit", "INTEGER", "1"), Configurations.Constant("another", "INTEGER", "1"));
        Publish(Configurations.Constant("limit", "INTEGER", "2"));
        Assert.Equal(FlagChange.Changed, Next());
        Publish(Configurations.Constant("another", "INTEGER", "1"));
        Assert.Equal(FlagChange.Removed, Next());
        _client.Core.Publish(FlagTable.NotReady);
        Publish();

        Assert.False(_heard.TryTake(out _, TimeSpan.FromMilliseconds(200)));
    }

    [Fact]
    public void A_handler_runs_outside_the_publishers_thread_and_flow()
    {
        Publish(Configurations.Constant("limit", "INTEGER", "1"));
        int publisher = Environment.CurrentManagedThreadId;
        using BlockingCollection<(bool OnPool, long Value)> seen = [];
        using IDisposable watch = _client.OnChange(Limit, _ => seen.Add((Thread.CurrentThread.IsThreadPoolThread, _client.Peek(Limit, null))));

        using (_client.Override(Limit, 99))
        {
            Publish(Configurations.Constant("limit", "INTEGER", "2"));
            Assert.True(seen.TryTake(out (bool OnPool, long Value) call, Patience));
            Assert.Equal((true, 2), call);
        }
    }

    [Fact]
    public void A_handler_that_throws_blocks_subscribes_or_disposes_hurts_no_other()
    {
        using ManualResetEventSlim release = new();
        using IDisposable blocking = _client.OnChange(Limit, _ => release.Wait(Patience));
        using IDisposable throwing = _client.OnChange(Limit, _ => throw new InvalidOperationException("no"));
        IDisposable? own = null;
        own = _client.OnChange(Limit, _ =>
        {
            own!.Dispose();
            _client.OnChange(Limit, _heard.Add);
        });
        using IDisposable last = _client.OnChange(Limit, _heard.Add);

        Publish(Configurations.Constant("limit", "INTEGER", "1"));
        Assert.Equal(FlagChange.Added, Next());
        Assert.True(SpinWait.SpinUntil(() => _messages.Lines.Any(line => line.Text.Contains("handler of its change threw", StringComparison.Ordinal)), Patience));
        // The one that subscribes does so in its own time; from then on there are two.
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                Publish(Configurations.Constant("limit", "INTEGER", $"{Random.Shared.Next()}"));
                return _heard.TryTake(out _, 50) && _heard.TryTake(out _, 50);
            },
            Patience));
        release.Set();
    }

    [Fact]
    public void Disposed_it_hears_nothing()
    {
        _client.OnChange(Limit, _heard.Add).Dispose();
        Publish(Configurations.Constant("limit", "INTEGER", "1"));

        Assert.False(_heard.TryTake(out _, TimeSpan.FromMilliseconds(200)));
    }

    [Fact]
    public void Neither_a_watch_nor_results_nor_a_scope_hold_the_old_table()
    {
        Publish(Configurations.Constant("limit", "INTEGER", "1"));
        using IDisposable watch = _client.OnChange(Limit, _heard.Add);
        (WeakReference old, FlagResults results, IDisposable scope) = Use();

        Publish(Configurations.Constant("limit", "INTEGER", "2"));
        Assert.Equal(FlagChange.Changed, Next());

        // The thread of the pool that compared may still be on its way out of there.
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return !old.IsAlive;
            },
            Patience));
        Assert.Equal(5, results["limit"].Value.GetInt64());
        scope.Dispose();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private (WeakReference Old, FlagResults Results, IDisposable Scope) Use()
    {
        IDisposable scope = _client.Override(Limit, 5);
        _client.GetValue(Limit, null);
        return (new WeakReference(_client.Core.Table), _client.EvaluateAll(null), scope);
    }

    private FlagChange Next() => _heard.TryTake(out FlagChange change, Patience) ? change : throw new TimeoutException("No change was told.");

    private void Publish(params string[] flags) => _client.Core.Publish(FlagClient.InMemory(Configurations.Of(flags)).Core.Table);
}
