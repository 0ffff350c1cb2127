using System.Collections;
using EppoTyped.CompilerServices;
using static EppoTyped.Tests.Bandits.BanditData;

namespace EppoTyped.Tests.Bandits;

/// <summary>When a bandit chooses, what comes of it where it cannot, and what is logged (docs/protocols/eppo.md, sections 8.2 and 9.2).</summary>
public sealed class BanditCallsTests
{
    private static readonly string Known = Models(Model(coefficients: Action("nike")));
    private static readonly Dictionary<string, object> British = new() { ["country"] = "UK" };

    private readonly RecordingBandits _log = new();
    private readonly CollectingLogger _diagnostics = new();

    [Fact]
    public void The_event_names_the_bandit_and_carries_the_probability_and_UTC()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(9)));
        ContextAttributes subject = new("anna") { ["age"] = 30, ["vip"] = true, ["nothing"] = AttributeValue.Of((string?)null) };
        subject.Categorical["zip"] = 81427;
        subject.Numeric["oops"] = "text";
        Dictionary<string, object?> nike = new() { ["price"] = 2.5, ["color"] = "red", ["tags"] = new[] { "x" }, ["bad"] = double.NaN };

        Client(clock).GetBanditAction("banner", subject, new Dictionary<string, Dictionary<string, object?>> { ["nike"] = nike }, "default");
        nike["price"] = 99.0;

        BanditActionEvent action = Assert.Single(_log.Actions);
        Assert.Equal(("banner", "banner-bandit", "anna", "nike", "v1"), (action.FlagKey, action.BanditKey, action.Subject, action.Action, action.ModelVersion));
        Assert.Equal((1.0, 0.0), (action.ActionProbability, action.OptimalityGap));
        Assert.Equal((TimeSpan.Zero, new DateTime(2026, 11, 21, 1, 0, 0)), (action.Timestamp.Offset, action.Timestamp.DateTime));
        Assert.Equal(new Dictionary<string, double> { ["age"] = 30 }, action.SubjectNumericAttributes);
        Assert.Equal(new Dictionary<string, string> { ["vip"] = "true", ["zip"] = "81427" }, action.SubjectCategoricalAttributes);
        Assert.Equal(new Dictionary<string, double> { ["price"] = 2.5 }, action.ActionNumericAttributes);
        Assert.Equal(new Dictionary<string, string> { ["color"] = "red" }, action.ActionCategoricalAttributes);
        Assert.Equal("eppotyped", action.MetaData["sdkName"]);
        Assert.Equal("banner-treatment", $"{Assert.Single(_log.Assignments).FeatureFlag}-{_log.Assignments[0].Variation}");
    }

    [Fact]
    public void Only_an_assigned_variation_starts_a_bandit()
    {
        // "smart" is the value of the bandit's variation: as a default it must not start it.
        FlagClient off = FlagClient.InMemory(Flags(enabled: false), _log, banditModels: Known);
        Assert.Equal(new BanditResult<string>("smart", null), off.GetBanditAction("banner", "anna", null, ["nike"], "smart"));
        Assert.Equal(new BanditResult<string>("smart", null), off.GetBanditAction("unknown", "anna", null, ["nike"], "smart"));
        Assert.Equal(new BanditResult<string>("smart", null), FlagClient.InMemory(null).GetBanditAction("banner", "anna", null, ["nike"], "smart"));
        Assert.Equal(new BanditResult<Banner>(Banner.Smart, null), GeneratedCodeV1.Action(off, Banners.Flag, new Subject("anna"), [new Offer("nike")], Banner.Smart));
        Assert.Empty(_log.Actions);
    }

    [Fact]
    public void A_variation_without_a_bandit_is_given_alone()
    {
        FlagClient client = Client();
        Evaluation<BanditResult<string>> british = client.GetBanditActionDetails("banner", "anna", British, ["nike"], "default");

        Assert.Equal(new BanditResult<string>("plain", null), british.Value);
        Assert.Null(british.Details.BanditKey);
        Assert.Null(british.Details.BanditEvaluationCode);
        // Another flag's variation of the same value.
        Assert.Equal(new BanditResult<string>("smart", null), client.GetBanditAction("plain", "anna", null, ["nike"], "default"));
        Assert.Empty(_log.Actions);
        Assert.Equal(2, _log.Assignments.Count);
    }

    [Fact]
    public void Without_actions_the_variation_is_kept_and_the_code_says_so()
    {
        FlagClient client = Client();
        foreach (Evaluation<BanditResult<string>> why in new[]
        {
            client.GetBanditActionDetails("banner", "anna", null, Array.Empty<string>(), "default"),
            client.GetBanditActionDetails("banner", "anna", null, (string[])null!, "default"),
            client.GetBanditActionDetails("banner", "anna", null, new Dictionary<string, ContextAttributes>(), "default"),
            client.GetBanditActionDetails("banner", new ContextAttributes("anna"), new Dictionary<string, ContextAttributes>(), "default"),
        })
        {
            Assert.Equal(new BanditResult<string>("smart", null), why.Value);
            Assert.Equal((EvaluationCode.Match, "banner-bandit", null), (why.Code, why.Details.BanditKey, why.Details.BanditAction));
            Assert.Equal("NO_ACTIONS_SUPPLIED_FOR_BANDIT", why.Details.BanditEvaluationCode?.ToWire());
        }

        Assert.Equal(new BanditResult<Banner>(Banner.Smart, null), GeneratedCodeV1.Action<Banner, Offer>(client, Banners.Flag, new Subject("anna"), null));
        Assert.Empty(_log.Actions);
        Assert.Equal(5, _log.Assignments.Count);
    }

    [Fact]
    public void Without_a_model_the_variation_is_kept_and_it_is_said_once()
    {
        FlagClient client = BanditData.Client(Models(Model("another")), _log, diagnostics: _diagnostics);
        Evaluation<BanditResult<string>> why = client.GetBanditActionDetails("banner", "anna", null, ["nike"], "default");
        client.GetBanditAction("banner", "anna", null, ["nike"], "default");

        Assert.Equal(new BanditResult<string>("smart", null), why.Value);
        Assert.Equal((EvaluationCode.Match, EvaluationCode.BanditError, "banner-bandit"), (why.Code, why.Details.BanditEvaluationCode, why.Details.BanditKey));
        Assert.Contains("no model of bandit banner-bandit", Assert.Single(_diagnostics.Lines, line => line.Id.Id == 43).Text, StringComparison.Ordinal);
        Assert.Empty(_log.Actions);
    }

    [Fact]
    public void Details_name_the_bandit_and_its_action()
    {
        Evaluation<BanditResult<string>> why = Client().GetBanditActionDetails("banner", "anna", null, ["nike"], "default");
        Assert.Equal(("nike", "banner-bandit", "nike", EvaluationCode.Match), (why.Value.Action, why.Details.BanditKey, why.Details.BanditAction, why.Details.BanditEvaluationCode));

        Evaluation<BanditResult<Banner>> typed = GeneratedCodeV1.ActionDetails(Client(), Banners.Flag, new Subject("anna"), [new Offer("nike")]);
        Assert.Equal((new BanditResult<Banner>(Banner.Smart, "nike"), "nike", EvaluationReason.Static), (typed.Value, typed.Details.BanditAction, typed.Reason));
    }

    [Fact]
    public void A_flag_of_another_type_gives_the_default()
    {
        FlagClient client = FlagClient.InMemory(
            Flags().Replace("\"STRING\"", "\"INTEGER\"", StringComparison.Ordinal).Replace("\"value\": \"smart\"", "\"value\": 1", StringComparison.Ordinal), _log, banditModels: Known);
        Assert.Equal(new BanditResult<string>("default", null), client.GetBanditAction("banner", "anna", null, ["nike"], "default"));
        Assert.Empty(_log.Assignments);
    }

    [Fact]
    public void Typed_and_string_keyed_calls_log_the_same()
    {
        FlagClient client = Client();
        GeneratedCodeV1.Action(client, Banners.Flag, new Subject("anna") { ["age"] = 30 }, [new Offer("nike") { Price = 2, Color = "red" }]);
        client.GetBanditAction(
            "banner", "anna", new Dictionary<string, object> { ["age"] = 30 }, new Dictionary<string, Dictionary<string, object>> { ["nike"] = new() { ["price"] = 2, ["color"] = "red" } }, "default");

        Assert.Equal(2, _log.Actions.Count);
        Assert.Equal(Text(_log.Actions[0]), Text(_log.Actions[1]));
    }

    [Fact]
    public void An_override_wins_and_starts_no_bandit()
    {
        FlagOverrides overrides = new();
        overrides.Set(Banners.Flag, Banner.Smart);
        FlagClient client = FlagClient.InMemory(Flags(), _log, overrides, banditModels: Known);

        Assert.Equal(new BanditResult<Banner>(Banner.Smart, null), GeneratedCodeV1.Action(client, Banners.Flag, new Subject("anna"), [new Offer("nike")]));
        Evaluation<BanditResult<Banner>> why = GeneratedCodeV1.ActionDetails(client, Banners.Flag, new Subject("anna"), [new Offer("nike")]);
        Assert.Equal((new BanditResult<Banner>(Banner.Smart, null), null), (why.Value, why.Details.BanditKey));
        Assert.Empty(_log.Actions);

        overrides.Clear();
        Assert.Equal("nike", GeneratedCodeV1.Action(client, Banners.Flag, new Subject("anna"), [new Offer("nike")]).Action);
    }

    [Fact]
    public void A_preview_gives_the_best_score_and_logs_nothing()
    {
        FlagClient client = Client();
        Dictionary<string, ContextAttributes> actions = new() { ["nike"] = new() { ["price"] = -100 }, ["adidas"] = new() };

        Assert.Equal("adidas", client.GetBestAction("banner", null, actions, "none"));
        Assert.Equal("nike", client.GetBestAction("banner", new ContextAttributes { ["age"] = 1000 }, actions, "none"));
        Assert.Equal("none", client.GetBestAction("plain", null, actions, "none"));
        Assert.Equal("none", client.GetBestAction("unknown", null, actions, "none"));
        Assert.Equal("none", client.GetBestAction(null!, null, actions, "none"));
        Assert.Equal("none", client.GetBestAction("banner", null, Array.Empty<string>(), "none"));
        Assert.Equal("none", client.GetBestAction("banner", null, Throwing(), "none"));
        Assert.Empty(_log.Actions);
        Assert.Empty(_log.Assignments);
    }

    [Fact]
    public void Whatever_a_caller_gives_the_variation_stays_assigned()
    {
        FlagClient client = BanditData.Client(Known, _log, diagnostics: _diagnostics);
        BanditResult<string> kept = new("smart", null);

        Assert.Equal(kept, client.GetBanditAction("banner", "anna", null, Throwing(), "default"));
        Assert.Equal(kept, client.GetBanditAction("banner", "anna", null, new Dictionary<string, ThrowingBag> { ["nike"] = new() }, "default"));
        Assert.Equal(kept, client.GetBanditAction("banner", null!, null, ["nike"], "default"));
        Assert.Equal(kept, client.GetBanditAction("banner", (ContextAttributes)null!, ["nike"], "default"));
        Assert.Equal(new BanditResult<Banner>(Banner.Smart, null), GeneratedCodeV1.Action(client, Banners.Flag, null, [new Offer("nike")]));
        Assert.Equal(new BanditResult<Banner>(Banner.Smart, null), GeneratedCodeV1.Action(client, Banners.Flag, new Subject("anna"), [new ThrowingOffer()]));
        Evaluation<BanditResult<Banner>> why = GeneratedCodeV1.ActionDetails(client, Banners.Flag, new Subject("anna"), [new ThrowingOffer()]);
        Assert.Equal((Banner.Smart, EvaluationCode.Match, EvaluationCode.BanditError), (why.Value.Variation, why.Code, why.Details.BanditEvaluationCode));
        Assert.Equal(new BanditResult<string>("default", null), client.GetBanditAction(null!, "anna", null, ["nike"], "default"));

        Assert.Single(_diagnostics.Lines, line => line.Id.Id == 44);
        Assert.Empty(_log.Actions);
    }

    [Fact]
    public void An_event_whose_attributes_cannot_be_copied_is_logged_without_them()
    {
        FlagClient client = BanditData.Client(Known, _log, diagnostics: _diagnostics);
        Assert.Equal("sly", GeneratedCodeV1.Action(client, Banners.Flag, new Subject("anna") { ["age"] = 3 }, [new UncopyableOffer()]).Action);

        BanditActionEvent action = Assert.Single(_log.Actions);
        Assert.Empty(action.ActionNumericAttributes);
        Assert.Equal(3, action.SubjectNumericAttributes["age"]);
        Assert.Single(_diagnostics.Lines, line => line.Id.Id == 45);
    }

    [Fact]
    public void A_score_beyond_all_numbers_is_an_error_of_the_bandit()
    {
        Evaluation<BanditResult<string>> why = Client().GetBanditActionDetails(
            "banner", "anna", null, new Dictionary<string, ContextAttributes> { ["nike"] = new() { ["price"] = double.MaxValue } }, "default");
        Assert.Equal((new BanditResult<string>("smart", null), EvaluationCode.BanditError), (why.Value, why.Details.BanditEvaluationCode));
        Assert.Empty(_log.Actions);
    }

    [Fact]
    public void Rules_see_both_bags_and_the_category_wins()
    {
        ContextAttributes subject = new("anna");
        subject.Numeric["country"] = 1;
        subject.Categorical["country"] = "UK";
        subject.Numeric["age"] = 30;

        Assert.Equal("plain", Client().GetBanditAction("banner", subject, ["nike"], "default").Variation);
        Assert.Equal(2, subject.Count);
        Assert.Equal(new Dictionary<string, AttributeValue> { ["country"] = "UK", ["age"] = 30 }, Assert.Single(_log.Assignments).SubjectAttributes);
    }

    [Fact]
    public void A_typed_call_with_5_actions_allocates_nothing()
    {
        FlagClient client = FlagClient.InMemory(
            Flags(), banditModels: Models(Model(coefficients: string.Join(", ", Enumerable.Range(0, 5).Select(number => Action($"action-{number}", number))))));
        Offer[] actions = [.. Enumerable.Range(0, 5).Select(number => new Offer($"action-{number}") { Price = number, Color = "red" })];
        Dictionary<string, ContextAttributes> keyed = actions.ToDictionary(action => action.Key, action => new ContextAttributes { ["price"] = AttributeValue.Of(action.Price), ["color"] = "red" });
        string[] names = [.. actions.Select(action => action.Key)];
        Clients.Shopper[] shoppers = [.. Enumerable.Range(0, 64).Select(number => new Clients.Shopper(new Guid(number, 7, 9, 1, 2, 3, 4, 5, 6, 7, 8).ToString()) { Age = 40 })];
        int chosen = 0;
        void Ask()
        {
            foreach (Clients.Shopper shopper in shoppers)
            {
                chosen += GeneratedCodeV1.Action(client, Banners.Flag, shopper, actions).Action is null ? 0 : 1;
                chosen += client.GetBanditAction("banner", shopper.Key, null, keyed, "default").Action is null ? 0 : 1;
                chosen += client.GetBanditAction("banner", shopper.Key, null, names, "default").Action is null ? 0 : 1;
            }
        }

        Ask();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Ask();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(2 * 3 * 64, chosen);
    }

    [Fact]
    public void A_typed_call_with_5_actions_and_a_warm_memory_of_what_was_logged_allocates_nothing()
    {
        RecordingBandits log = new();
        FlagClient client = FlagClient.InMemory(
            Flags(),
            log,
            deduplication: new DeduplicationOptions(),
            banditModels: Models(Model(coefficients: string.Join(", ", Enumerable.Range(0, 5).Select(number => Action($"action-{number}", number))))));
        Offer[] actions = [.. Enumerable.Range(0, 5).Select(number => new Offer($"action-{number}") { Price = number, Color = "red" })];
        Clients.Shopper[] shoppers = [.. Enumerable.Range(0, 64).Select(number => new Clients.Shopper(new Guid(number, 7, 9, 1, 2, 3, 4, 5, 6, 7, 8).ToString()) { Age = 40 })];
        void Ask()
        {
            foreach (Clients.Shopper shopper in shoppers)
            {
                GeneratedCodeV1.Action(client, Banners.Flag, shopper, actions);
            }
        }

        Ask();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Ask();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal((64, 64), (log.Assignments.Count, log.Actions.Count));
    }

    private static IEnumerable<string> Throwing()
    {
        yield return "nike";
        throw new InvalidOperationException("These actions are broken.");
    }

    private static string Text(BanditActionEvent action) =>
        $"{action.Action} {action.ActionProbability:R} {Bag(action.SubjectNumericAttributes)} {Bag(action.SubjectCategoricalAttributes)} {Bag(action.ActionNumericAttributes)} {Bag(action.ActionCategoricalAttributes)}";

    private static string Bag<T>(IReadOnlyDictionary<string, T> attributes) => string.Join(",", attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal));

    private FlagClient Client(TimeProvider? clock = null) => BanditData.Client(Known, _log, clock: clock);

    private sealed class ThrowingBag : IEnumerable<KeyValuePair<string, object>>
    {
        public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => throw new InvalidOperationException("This bag is broken.");

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class ThrowingOffer : IBanditAction
    {
        public string Key => throw new InvalidOperationException("This action is broken.");

        public bool TryGetAttribute(string name, out AttributeValue value) => throw new InvalidOperationException("This action is broken.");

        public void CopyAttributesTo(IDictionary<string, AttributeValue> attributes) => throw new InvalidOperationException("This action is broken.");
    }

    private sealed class UncopyableOffer : IBanditAction
    {
        public string Key => "sly";

        public bool TryGetAttribute(string name, out AttributeValue value)
        {
            value = default;
            return false;
        }

        public void CopyAttributesTo(IDictionary<string, AttributeValue> attributes) => throw new InvalidOperationException("This action is broken.");
    }
}
