using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EppoTyped.CompilerServices;
using static EppoTyped.Tests.Bandits.BanditData;

namespace EppoTyped.Tests.Bandits;

/// <summary>Scores, weights and selection (docs/protocols/eppo.md, sections 8.3 to 8.6).</summary>
public sealed class SelectionTests
{
    private static readonly string Known = Models(Model(coefficients: Action("a")));

    public static TheoryData<object?, double> Numbers => new()
    {
        { 2, 6 }, { 2.5, 7.5 }, { -1L, -3 }, { 0.5m, 1.5 }, { double.NaN, 1 }, { double.PositiveInfinity, 1 },
        { double.NegativeInfinity, 1 }, { null, 1 }, { "2", 1 }, { true, 1 },
    };

    public static TheoryData<object?, double, double> Categories => new()
    {
        // The value, and what it adds as a flat attribute and as a categorical one.
        { "red", 10, 10 }, { true, 20, 20 }, { "true", 20, 20 }, { false, 5, 5 }, { "True", 5, 5 }, { "blue", 5, 5 }, { "", 50, 50 },
        { null, 5, 5 },
        { 81427, 5, 30 }, { 81427.0, 5, 30 }, { "81427", 30, 30 }, { 0.5, 5, 40 }, { double.NaN, 5, 5 },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_number_is_used_and_everything_else_is_missing(object? price, double term)
    {
        ContextAttributes bag = new();
        bag.Numeric["price"] = AttributeValue.From(price);
        Dictionary<string, object?> flat = new() { ["price"] = price };

        Assert.Equal(100 + term + 5 + 0.25 - 7, Score(flat), 1e-12);
        Assert.Equal(100 + term + 5 + 0.25 - 7, Score(bag), 1e-12);
        Assert.Equal(100 + term + 5 + 0.25 - 7, Score(ContextAttributes.FromDict("a", flat)), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Categories))]
    public void A_text_is_used_and_a_number_only_where_it_is_passed_as_a_category(object? color, double flatTerm, double bagTerm)
    {
        ContextAttributes bag = new();
        bag.Categorical["color"] = AttributeValue.From(color);

        Assert.Equal(100 + 1 + flatTerm + 0.25 - 7, Score(new Dictionary<string, object?> { ["color"] = color }), 1e-12);
        Assert.Equal(100 + 1 + bagTerm + 0.25 - 7, Score(bag), 1e-12);
    }

    [Fact]
    public void A_text_among_the_numeric_attributes_does_not_become_a_category()
    {
        ContextAttributes bag = new();
        bag.Numeric["color"] = "red";
        bag.Categorical["price"] = 2;

        Assert.Equal(100 + 1 + 5 + 0.25 - 7, Score(bag), 1e-12);
    }

    [Fact]
    public void The_subjects_attributes_are_used_in_every_form()
    {
        ContextAttributes bag = new("anna") { ["age"] = 30, ["plan"] = "gold" };
        Dictionary<string, object> flat = new() { ["age"] = 30, ["plan"] = "gold" };
        Subject typed = new("anna") { ["age"] = 30, ["plan"] = "gold" };
        RecordingBandits log = new();
        FlagClient client = Client(Known, log);
        Dictionary<string, ContextAttributes> actions = new() { ["a"] = new("a"), ["unknown"] = new("unknown") };

        client.GetBanditAction("banner", bag, actions, "default");
        client.GetBanditAction("banner", "anna", flat, actions, "default");
        client.GetBanditAction("banner", "anna", bag, actions, "default");
        GeneratedCodeV1.Action(client, Banners.Flag, typed, [new Offer("a"), new Offer("unknown")]);

        double gap = 100 + 1 + 5 + (0.5 * 30) + 7;
        Assert.Equal(4, log.Actions.Count);
        Assert.All(
            log.Actions,
            action => Assert.Equal(action.Action == "a" ? 1 - (1 / (2 + gap)) : 1 / (2 + gap), action.ActionProbability, 1e-12));
    }

    [Fact]
    public void Of_equal_scores_the_ordinally_smallest_key_is_best_in_every_culture()
    {
        // A culture would sort "a" before "B", and "ä" before "z".
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("sv-SE");
        try
        {
            FlagClient client = Client(Models(Model()));
            Assert.Equal("B", client.GetBestAction("banner", null, ["a", "z", "ä", "B"], "none"));
            Assert.Equal("z", client.GetBestAction("banner", null, ["ä", "z"], "none"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_order_of_the_actions_and_duplicates_change_nothing()
    {
        RecordingBandits log = new();
        FlagClient client = Client(Models(Model()), log);
        string[] names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t"];

        client.GetBanditAction("banner", "anna", null, names, "default");
        client.GetBanditAction("banner", "anna", null, Enumerable.Reverse(names), "default");
        client.GetBanditAction("banner", "anna", null, [.. names, "a", "b", "b", null!, .. names], "default");
        client.GetBanditAction("banner", "anna", null, names.ToDictionary(name => name, _ => new ContextAttributes()), "default");
        GeneratedCodeV1.Action(
            client, Banners.Flag, new Subject("anna"), [.. names.Select(name => new Offer(name)), new Offer("a") { Price = 3 }, null!]);

        Assert.Equal(5, log.Actions.Count);
        Assert.Single(log.Actions.Select(action => (action.Action, action.ActionProbability, action.OptimalityGap)).Distinct());
        Assert.Equal(0.05, log.Actions[0].ActionProbability, 1e-12);
    }

    [Fact]
    public void The_share_of_each_action_is_its_weight()
    {
        // Scores 2, 1 and 0 with gamma 1: the weights below the best are 1/4 and 1/5.
        FlagClient client = Client(Models(Model(coefficients: $"{Flat("best", 2)}, {Flat("good", 1)}, {Flat("poor", 0)}")));
        Dictionary<string, int> chosen = new() { ["best"] = 0, ["good"] = 0, ["poor"] = 0 };
        for (int subject = 0; subject < 10_000; subject++)
        {
            chosen[client.GetBanditAction("banner", $"subject-{subject}", null, ["best", "good", "poor"], "default").Action!]++;
        }

        Assert.InRange(chosen["best"], 5300, 5700);
        Assert.InRange(chosen["good"], 2300, 2700);
        Assert.InRange(chosen["poor"], 1800, 2200);
    }

    [Fact]
    public void The_floor_is_shared_by_all_actions()
    {
        RecordingBandits log = new();
        FlagClient client = Client(
            Models(Model(floor: "0.6", coefficients: $"{Flat("best", 1000)}, {Flat("poor", 0)}, {Flat("worse", -1)}")), log);
        for (int subject = 0; subject < 100; subject++)
        {
            client.GetBanditAction("banner", $"subject-{subject}", null, ["best", "poor", "worse"], "default");
        }

        Assert.Equal(
            [("best", 0.6), ("poor", 0.2), ("worse", 0.2)],
            log.Actions.Select(action => (action.Action, Math.Round(action.ActionProbability, 12))).Distinct().Order());
    }

    [Fact]
    public void With_weights_above_1_the_first_in_the_order_is_chosen_and_no_weight_is_negative()
    {
        RecordingBandits log = new();
        FlagClient client = Client(Models(Model(floor: "6", coefficients: Flat("best", 9))), log);
        for (int subject = 0; subject < 200; subject++)
        {
            client.GetBanditAction("banner", $"subject-{subject}", null, ["best", "poor", "worse"], "default");
        }

        Assert.DoesNotContain(log.Actions, action => action.Action == "best");
        Assert.All(log.Actions, action => Assert.Equal(2, action.ActionProbability));
    }

    [Theory]
    [InlineData("banner", "anna")]
    [InlineData("banner", "é-😀")]
    [InlineData("flägge", "anna")]
    [InlineData("banner", "")]
    public void The_whole_text_is_hashed_as_UTF_8(string flagKey, string subjectKey)
    {
        string[] names = ["nike", "ädidas", "püma-😀", new string('x', 300)];
        // With equal scores each action has a quarter, so that the position is simple arithmetic.
        string[] order = [.. names.OrderBy(name => ShardOf($"{flagKey}-{subjectKey}-{name}"))];
        string expected = order[(int)(ShardOf($"{flagKey}-{subjectKey}") * 4 / 10_000)];

        FlagClient client = Client(Models(Model()), flags: Flags(flagKey: flagKey));

        Assert.Equal(expected, client.GetBanditAction(flagKey, subjectKey, null, names, "default").Action);
    }

    [Fact]
    public void A_subject_on_the_border_of_two_actions_gets_the_second()
    {
        // Two halves, and a subject exactly between them.
        string subject = Enumerable.Range(0, 1_000_000)
            .Select(number => $"subject-{number}")
            .First(key => ShardOf($"banner-{key}") == 5000);
        string second = new[] { "nike", "adidas" }.MaxBy(name => ShardOf($"banner-{subject}-{name}"))!;

        Assert.Equal(second, Client(Models(Model())).GetBanditAction("banner", subject, null, ["nike", "adidas"], "default").Action);
    }

    [Fact]
    public void Very_long_keys_and_thousands_of_actions_are_hashed_alike()
    {
        FlagClient client = Client(Models(Model()));
        string[] names = [.. Enumerable.Range(0, 5000).Select(number => $"action-{number}")];

        Assert.Contains(client.GetBanditAction("banner", new string('é', 5000), null, names, "default").Action, names);
        Assert.Equal("action-0", client.GetBestAction("banner", null, names, "none"));
    }

    [SuppressMessage("Security", "CA5351", Justification = "The protocol's sharding; nothing is secured by it.")]
    private static uint ShardOf(string text) => BinaryPrimitives.ReadUInt32BigEndian(MD5.HashData(Encoding.UTF8.GetBytes(text))) % 10_000;

    private static string Flat(string key, double intercept) => $$"""
        "{{key}}": { "actionKey": "{{key}}", "intercept": {{intercept.ToString(CultureInfo.InvariantCulture)}} }
        """;

    private static double Score<TAttributes>(TAttributes attributes)
        where TAttributes : IEnumerable<KeyValuePair<string, object?>>
    {
        // The score is the gap of the other action, which has the default score of 0; or its own gap, where it is below that.
        RecordingBandits log = new();
        FlagClient client = Client(Known, log);
        Dictionary<string, TAttributes?> actions = new() { ["a"] = attributes, ["unknown"] = default };
        for (int subject = 0; !log.Actions.Exists(action => action.Action == "unknown"); subject++)
        {
            client.GetBanditAction("banner", $"subject-{subject}", null, actions!, "default");
        }

        return log.Actions.First(action => action.Action == "unknown").OptimalityGap;
    }
}
