namespace EppoTyped.Tests.Assignments;

/// <summary>The memory of the log: bounded, exact, and never wrong about a subject.</summary>
public sealed class InMemoryAssignmentStoreTests
{
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    [Fact]
    public void What_is_remembered_is_not_new_and_there_and_back_is_new_twice()
    {
        InMemoryAssignmentStore store = new(10);
        Assert.True(store.TryAdd(Of("anna", "a")));
        Assert.False(store.TryAdd(Of("anna", "a")));
        Assert.True(store.TryAdd(Of("anna", "b")));
        Assert.True(store.TryAdd(Of("anna", "a")));
        Assert.True(store.TryAdd(Of("anna", "a") with { Group = "another" }));
        Assert.True(store.TryAdd(Of("anna", "a") with { Flag = "another" }));
        Assert.True(store.TryAdd(Of(null, "a")));
        Assert.True(store.TryAdd(Of("", "a")));
        Assert.False(store.TryAdd(Of(null, "a")));
        Assert.Equal(4, store.Count);
    }

    [Fact]
    public void What_is_taken_back_is_new_again_unless_another_took_its_place()
    {
        InMemoryAssignmentStore store = new(10);
        store.TryAdd(Of("anna", "a"));
        store.TryAdd(Of("ben", "a"));
        store.Remove(Of("anna", "b"));
        Assert.False(store.TryAdd(Of("anna", "a")));

        store.Remove(Of("anna", "a"));
        store.Remove(Of("anna", "a"));
        store.Remove(Of("nobody", "a"));
        Assert.Equal(1, store.Count);
        Assert.True(store.TryAdd(Of("anna", "a")));
        Assert.False(store.TryAdd(Of("ben", "a")));
    }

    [Fact]
    public void When_it_is_full_the_longest_unused_go_first()
    {
        InMemoryAssignmentStore store = new(4);
        foreach (string subject in (string[])["anna", "ben", "carl", "dora"])
        {
            store.TryAdd(Of(subject, "a"));
        }

        Assert.False(store.TryAdd(Of("anna", "a")));
        Assert.True(store.TryAdd(Of("emil", "a")));

        Assert.False(store.TryAdd(Of("anna", "a")));
        Assert.False(store.TryAdd(Of("carl", "a")));
        Assert.False(store.TryAdd(Of("emil", "a")));
        Assert.True(store.TryAdd(Of("ben", "a")));
        Assert.Equal(4, store.Count);
    }

    [Fact]
    public void A_million_subjects_stay_within_its_bound_and_those_in_use_are_kept()
    {
        InMemoryAssignmentStore store = new(50_000);
        store.TryAdd(Of("regular", "a"));
        for (int number = 0; number < 1_000_000; number++)
        {
            Assert.True(store.TryAdd(Of($"subject-{number}", "a")));
            if (number % 10_000 == 0)
            {
                Assert.False(store.TryAdd(Of("regular", "a")));
            }
        }

        Assert.Equal(50_000, store.Count);
        Assert.False(store.TryAdd(Of("subject-999999", "a")));
        Assert.True(store.TryAdd(Of("subject-0", "a")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(1024)]
    [InlineData(2048)]
    public void It_holds_exactly_as_many_as_it_promises(int capacity)
    {
        InMemoryAssignmentStore store = new(capacity);
        for (int round = 0; round < 3; round++)
        {
            for (int number = 0; number < capacity; number++)
            {
                Assert.Equal(round == 0, store.TryAdd(Of($"subject-{number}", "a")));
            }
        }

        Assert.Equal(capacity, store.Count);
        Assert.True(store.TryAdd(Of("one more", "a")));
        Assert.Equal(capacity, store.Count);
    }

    [Fact]
    public void A_lifetime_counts_from_insertion_and_asking_does_not_prolong_it()
    {
        FakeTimeProvider clock = new();
        InMemoryAssignmentStore store = new(10, TenMinutes, clock);
        store.TryAdd(Of("anna", "a"));
        clock.Advance(TenMinutes - TimeSpan.FromMilliseconds(1));
        Assert.False(store.TryAdd(Of("anna", "a")));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(store.TryAdd(Of("anna", "a")));
        Assert.False(store.TryAdd(Of("anna", "a")));
        Assert.Equal(1, store.Count);
    }

    [Fact]
    public void What_has_outlived_its_lifetime_makes_room_first_even_if_it_was_asked_for()
    {
        FakeTimeProvider clock = new();
        InMemoryAssignmentStore store = new(2, TenMinutes, clock);
        store.TryAdd(Of("anna", "a"));
        Assert.False(store.TryAdd(Of("anna", "a")));
        clock.Advance(TimeSpan.FromMinutes(6));
        store.TryAdd(Of("ben", "a"));
        clock.Advance(TimeSpan.FromMinutes(6));
        store.TryAdd(Of("carl", "a"));
        Assert.False(store.TryAdd(Of("ben", "a")));
        Assert.False(store.TryAdd(Of("carl", "a")));
    }

    // One hash for all is the worst case; a few hashes bring chains of several entries together with entries alone.
    [Theory]
    [InlineData(1, 10_000)]
    [InlineData(3, 10_000)]
    [InlineData(1, 5)]
    [InlineData(3, 5)]
    [InlineData(1000, 40)]
    public void Two_subjects_are_never_taken_for_one_whatever_their_hashes(int hashes, int capacity)
    {
        Random random = new(20261121 + hashes + capacity);
        InMemoryAssignmentStore store = new(capacity, lifetime: null, clock: null, (subject, flag) => ((subject?.Length ?? 0) + flag.Length) % hashes);
        Dictionary<(string? Subject, string Flag), (string Group, string Choice)> model = [];
        for (int step = 0; step < 60_000; step++)
        {
            AssignmentKey assignment = new(Text(random), Text(random), Text(random), Text(random));
            (string?, string) key = (assignment.Subject, assignment.Flag);
            bool known = model.TryGetValue(key, out (string, string) last) && last == (assignment.Group, assignment.Choice);
            if (random.Next(4) == 0)
            {
                store.Remove(assignment);
                if (known)
                {
                    model.Remove(key);
                }

                continue;
            }

            bool isNew = store.TryAdd(assignment);
            Assert.True(isNew || known, $"{assignment} was never logged.");
            Assert.True(capacity < 10_000 || isNew != known, $"{assignment} was forgotten.");
            model[key] = (assignment.Group, assignment.Choice);
            Assert.InRange(store.Count, 0, capacity);
        }
    }

    [Fact]
    public async Task It_is_never_wrong_about_a_subject_while_others_push_entries_out()
    {
        // Each thread has subjects of its own, all on a few chains; what it is told is known must be the last it logged itself.
        InMemoryAssignmentStore store = new(200, lifetime: null, clock: null, (subject, _) => subject![^1] % 7);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            Random random = new(thread);
            Dictionary<string, string> model = [];
            for (int step = 0; step < 100_000; step++)
            {
                string subject = $"{thread}-{random.Next(80)}";
                string choice = random.Next(8) == 0 ? "b" : "a";
                bool isNew = store.TryAdd(Of(subject, choice));
                Assert.True(isNew || model[subject] == choice);
                model[subject] = choice;
                if (random.Next(50) == 0)
                {
                    store.Remove(Of(subject, choice));
                    model[subject] = "";
                }
            }
        })));
        Assert.InRange(store.Count, 1, 200);
    }

    [Fact]
    public async Task Of_many_threads_with_the_same_news_one_is_first()
    {
        InMemoryAssignmentStore store = new(100_000);
        int[] firsts = new int[20_000];
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (int number = 0; number < firsts.Length; number++)
            {
                if (store.TryAdd(Of($"subject-{number}", "a")))
                {
                    Interlocked.Increment(ref firsts[number]);
                }
            }
        })));
        Assert.All(firsts, first => Assert.Equal(1, first));
    }

    [Fact]
    public void Sizes_and_lifetimes_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new InMemoryAssignmentStore(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new InMemoryAssignmentStore(10_000_001));
        Assert.Throws<ArgumentOutOfRangeException>(() => new InMemoryAssignmentStore(1, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new InMemoryAssignmentStore(1, TimeSpan.FromDays(366)));
    }

    private static AssignmentKey Of(string? subject, string choice) => new(subject, "flag", "experiment", choice);

    private static string Text(Random random) => new string('x', random.Next(3)) + (char)('a' + random.Next(3));
}
