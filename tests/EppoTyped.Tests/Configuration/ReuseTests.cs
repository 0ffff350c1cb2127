using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped.Tests;

public class ReuseTests
{
    private const string Regex = "\"^(a|b)[0-9]+$\"";

    [Fact]
    public void Flags_with_unchanged_text_are_reused_and_the_others_are_read()
    {
        FlagTable before = Read(Ufc.Document(OnFor("x", "first"), OnFor("y", "first"), OnFor("z", "first")));

        FlagTable after = Read(Ufc.Document(OnFor("x", "first"), OnFor("y", "second"), OnFor("z", "first")), before);

        Assert.Same(before.Flags["x"], after.Flags["x"]);
        Assert.Same(before.Flags["z"], after.Flags["z"]);
        Assert.NotSame(before.Flags["y"], after.Flags["y"]);
        Assert.Equal("second", after.Evaluate("y", VariationType.Boolean).Details.MatchedAllocation!.Key);
    }

    [Fact]
    public void Flags_may_be_added_removed_and_reordered()
    {
        FlagTable before = Read(Ufc.Document(OnFor("x", "a"), OnFor("y", "a"), OnFor("z", "a")));

        FlagTable after = Read(Ufc.Document(OnFor("z", "a"), OnFor("new", "a"), OnFor("x", "a")), before);

        Assert.Equal(["new", "x", "z"], after.Flags.Keys.Order(StringComparer.Ordinal));
        Assert.Same(before.Flags["x"], after.Flags["x"]);
        Assert.Same(before.Flags["z"], after.Flags["z"]);
    }

    [Fact]
    public void A_reused_flag_is_reused_again()
    {
        FlagTable first = Read(Ufc.Document(OnFor("x", "a"), OnFor("y", "a")));
        FlagTable second = Read(Ufc.Document(OnFor("new", "a"), OnFor("x", "a"), OnFor("y", "b")), first);
        FlagTable third = Read(Ufc.Document(OnFor("y", "b"), OnFor("x", "a")), second);

        Assert.Same(first.Flags["x"], third.Flags["x"]);
        Assert.Same(second.Flags["y"], third.Flags["y"]);
    }

    [Fact]
    public void Of_two_flags_of_one_key_the_last_one_is_still_used()
    {
        FlagTable before = Read(Ufc.Document(OnFor("x", "a"), OnFor("x", "b")));
        FlagTable after = Read(Ufc.Document(OnFor("x", "b"), OnFor("x", "a")), before);

        Assert.Equal("b", before.Evaluate("x", VariationType.Boolean).Details.MatchedAllocation!.Key);
        Assert.Equal("a", after.Evaluate("x", VariationType.Boolean).Details.MatchedAllocation!.Key);
    }

    [Fact]
    public void A_flag_that_is_set_aside_is_logged_for_each_configuration()
    {
        string broken = """ "x":{"enabled":"yes"} """;
        CollectingLogger lines = new();
        FlagTable before = Read(Ufc.Document(broken), diagnostics: lines);
        int said = lines.Lines.Count;

        Read(Ufc.Document(broken), before, lines);

        Assert.Equal(1, said);
        Assert.Equal(2, lines.Lines.Count);
    }

    [Fact]
    public void A_pattern_is_compiled_once_for_all_configurations_with_it()
    {
        FlagTable before = Read(Ufc.Document(Matching("x", "a")));

        // The flag has changed, so it is read; then it is unchanged, and only then another flag has the pattern.
        FlagTable changed = Read(Ufc.Document(Matching("x", "b")), before);
        FlagTable same = Read(Ufc.Document(Matching("x", "b"), OnFor("y", "a")), changed);
        FlagTable after = Read(Ufc.Document(Matching("z", "a")), same);

        Assert.Same(PatternOf(before, "x"), PatternOf(changed, "x"));
        Assert.Same(PatternOf(before, "x"), PatternOf(after, "z"));
    }

    [Fact]
    public void Flags_of_a_sanitized_text_are_not_reused()
    {
        string halves = Ufc.Document(OnFor("x", "a"), OnFor("y", "\\ud800"));
        FlagTable before = Read(halves);
        FlagTable after = Read(halves, before);

        Assert.NotSame(before.Flags["x"], after.Flags["x"]);
        Assert.Equal(before.Flags["x"].Fingerprint, after.Flags["x"].Fingerprint);
    }

    [Fact]
    public void The_previous_table_is_not_kept()
    {
        (FlagTable after, WeakReference before, WeakReference text) = ReadTwice();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(before.IsAlive);
        Assert.False(text.IsAlive);
        Assert.Equal("on", after.Evaluate("x", VariationType.Boolean, attributes: ("mail", "a1")).Details.VariationKey);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static (FlagTable After, WeakReference Before, WeakReference Text) ReadTwice()
    {
        FlagTable before = Read(Ufc.Document(Matching("x", "a"), OnFor("y", "a")));
        FlagTable after = Read(Ufc.Document(Matching("x", "a"), OnFor("y", "b")), before);
        Assert.Same(before.Flags["x"], after.Flags["x"]);
        return (after, new WeakReference(before), new WeakReference(before.Response));
    }

    private static string OnFor(string key, string allocation) => Ufc.Flag(key, "BOOLEAN", Ufc.OnOff, Ufc.Allocation(allocation, "on"));

    private static string Matching(string key, string allocation) =>
        Ufc.Flag(key, "BOOLEAN", Ufc.OnOff, Ufc.Allocation(allocation, "on", Ufc.Condition("mail", "MATCHES", Regex)));

    private static Pattern PatternOf(FlagTable table, string key) =>
        Assert.IsType<MatchesCondition>(table.Flags[key].Allocations[0].Rules[0].Conditions[0]).Pattern;

    private static FlagTable Read(string json, FlagTable? before = null, ILogger? diagnostics = null)
    {
        FlagTable? table = ConfigurationReader.Read(
            new EppoConfiguration(Encoding.UTF8.GetBytes(json)),
            DateTimeOffset.UnixEpoch,
            diagnostics ?? NullLogger.Instance,
            out string? problem,
            before);
        Assert.Null(problem);
        return table!;
    }
}
