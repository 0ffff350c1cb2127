namespace EppoTyped.Testing.Tests;

/// <summary>What was logged, and how an assertion says what was not.</summary>
public sealed class RecordingAssignmentLoggerTests
{
    private static readonly User Anna = new("anna");
    private static readonly User Ben = new("ben");

    private readonly RecordingAssignmentLogger _logger = new();

    [Fact]
    public void An_assignment_is_asserted_by_its_typed_value()
    {
        FlagSet flags = new(new TestConfiguration()
            .Assign(CheckoutFlag.Flag, CheckoutVariant.FastCheckout)
            .Assign(KillSwitchFlag.Flag, true)
            .Assign(NumResultsFlag.Flag, 25)
            .Assign(PriceFlag.Flag, 4.99)
            .Assign(GreetingFlag.Flag, "Good morning")
            .ToClient(_logger));

        Assert.Equal(CheckoutVariant.FastCheckout, flags.Checkout.Variant(Anna));
        Assert.True(flags.KillSwitch.IsEnabled(Anna));
        Assert.Equal((25, 4.99, "Good morning"), (flags.NumResults.Value(Anna), flags.Price.Value(Anna), flags.Greeting.Value(Ben)));

        AssignmentEvent checkout = _logger.AssertAssigned(CheckoutFlag.Flag, "anna", CheckoutVariant.FastCheckout);
        Assert.Equal(("checkout", "checkout-everybody", "fast_checkout"), (checkout.FeatureFlag, checkout.Experiment, checkout.Variation));
        _logger.AssertAssigned(KillSwitchFlag.Flag, "anna", true);
        _logger.AssertAssigned(NumResultsFlag.Flag, "anna", 25);
        _logger.AssertAssigned(PriceFlag.Flag, "anna", 4.99);
        _logger.AssertAssigned(GreetingFlag.Flag, "ben", "Good morning");
        _logger.AssertAssigned(GreetingFlag.Flag, "ben");
        _logger.AssertAssigned("greeting", "ben");
        _logger.AssertAssigned("checkout", "anna", "fast_checkout");
        _logger.AssertNotAssigned(CheckoutFlag.Flag, "ben");
        _logger.AssertNotAssigned("banner");
        Assert.Equal(5, _logger.Assignments.Count);
    }

    [Fact]
    public void An_assertion_that_does_not_hold_says_what_was_expected_and_lists_what_was_recorded()
    {
        FlagSet flags = new(new TestConfiguration().Assign(CheckoutFlag.Flag, CheckoutVariant.ExpressCheckout).ToClient(_logger));
        flags.Checkout.Variant(Anna);
        _logger.LogBanditAction(Action("ben", "nike"));

        const string Recorded = """
            Recorded: 1 assignment(s), 1 bandit action(s)
              checkout to "anna": "express_checkout" by the allocation "everybody"
              banner to "ben": the action "nike" of the bandit "shoes"
            """;
        AssertRefuted("an assignment of checkout to \"anna\" with the variation \"fast_checkout\"", () => _logger.AssertAssigned(CheckoutFlag.Flag, "anna", CheckoutVariant.FastCheckout));
        AssertRefuted("an assignment of checkout to \"ben\"", () => _logger.AssertAssigned(CheckoutFlag.Flag, "ben"));
        AssertRefuted("an assignment of checkout to null", () => _logger.AssertAssigned("checkout", null));
        AssertRefuted("no assignment of checkout to any subject", () => _logger.AssertNotAssigned(CheckoutFlag.Flag));
        AssertRefuted("no assignment of checkout to \"anna\"", () => _logger.AssertNotAssigned("checkout", "anna"));
        AssertRefuted("nothing logged", _logger.AssertNothingLogged);
        AssertRefuted("the bandit of banner to choose \"adidas\" for \"ben\"", () => _logger.AssertBanditAction(BannerFlag.Flag, "ben", "adidas"));
        Assert.Equal("shoes", _logger.AssertBanditAction(BannerFlag.Flag, "ben", "nike").BanditKey);

        void AssertRefuted(string expected, Action assertion) =>
            Assert.Equal($"Expected: {expected}.\n{Recorded.ReplaceLineEndings("\n")}", Assert.Throws<FlagAssertionException>(assertion).Message);
    }

    [Fact]
    public void Where_nothing_was_recorded_the_message_says_why_that_may_be()
    {
        _logger.AssertNothingLogged();
        FlagSet flags = new(FlagClient.InMemory(assignmentLogger: _logger, overrides: new FlagOverrides().Set(KillSwitchFlag.Flag, true)));
        Assert.True(flags.KillSwitch.IsEnabled(Anna));

        string message = Assert.Throws<FlagAssertionException>(() => _logger.AssertAssigned(KillSwitchFlag.Flag, "anna", true)).Message;
        Assert.Contains("Overrides and defaults are never logged", message, StringComparison.Ordinal);
        Assert.Contains("await client.FlushAsync()", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_very_many_the_message_shows_some()
    {
        FlagSet flags = new(new TestConfiguration().Assign(KillSwitchFlag.Flag, true).ToClient(_logger));
        for (int number = 0; number < 60; number++)
        {
            flags.KillSwitch.IsEnabled(new User($"subject-{number}"));
        }

        string message = Assert.Throws<FlagAssertionException>(_logger.AssertNothingLogged).Message;
        Assert.EndsWith("\n  and 10 more", message, StringComparison.Ordinal);
        Assert.Contains("\"subject-49\"", message, StringComparison.Ordinal);
        Assert.DoesNotContain("\"subject-50\"", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variation_whose_key_is_not_its_value_is_found_with_the_client()
    {
        FlagClient client = new TestConfiguration()
            .Assign(CheckoutFlag.Flag, CheckoutVariant.FastCheckout, variationKey: "treatment-a")
            .AssignJson(CampaignFlag.Flag, """{ "hero": true, "hero_title": "Sale" }""", variationKey: "sale")
            .ToClient(_logger);
        FlagSet flags = new(client);
        flags.Checkout.Variant(Anna);
        Campaign campaign = flags.Campaign.Value(Anna);

        Assert.Equal("treatment-a", _logger.AssertAssigned(CheckoutFlag.Flag, "anna", CheckoutVariant.FastCheckout, client).Variation);
        Assert.Equal("sale", _logger.AssertAssigned(CampaignFlag.Flag, "anna", campaign, client).Variation);
        Assert.Throws<FlagAssertionException>(() => _logger.AssertAssigned(CheckoutFlag.Flag, "anna", CheckoutVariant.FastCheckout));
        FlagAssertionException none = Assert.Throws<FlagAssertionException>(() => _logger.AssertAssigned(CheckoutFlag.Flag, "anna", CheckoutVariant.ExpressCheckout, client));
        Assert.Contains("No variation of checkout in the client's configuration has that value", none.Message, StringComparison.Ordinal);
        Assert.Contains("Pass the client too", Assert.Throws<ArgumentException>(() => _logger.AssertAssigned(CampaignFlag.Flag, "anna", campaign)).Message, StringComparison.Ordinal);

        // Looking a key up logs nothing and leaves nothing behind.
        Assert.Equal(2, _logger.Assignments.Count);
        Assert.Equal(CheckoutVariant.FastCheckout, flags.Checkout.Variant(Ben));
    }

    [Fact]
    public async Task A_flush_of_the_client_waits_for_its_worker()
    {
        EppoClientOptions options = new TestConfiguration().Assign(KillSwitchFlag.Flag, true).ToOptions(_logger) with { AssignmentDelivery = AssignmentDelivery.Worker, AttachToShared = false };
        await using EppoClient client = await EppoClient.InitializeAsync(options);
        client.GetValue(KillSwitchFlag.Flag, Anna);

        await client.FlushAsync();

        _logger.AssertAssigned(KillSwitchFlag.Flag, "anna", true);
    }

    [Fact]
    public async Task One_can_wait_for_what_the_background_is_still_to_ask()
    {
        FlagSet flags = new(new TestConfiguration().Assign(CheckoutFlag.Flag, CheckoutVariant.FastCheckout).ToClient(_logger));
        Task<AssignmentEvent> waiting = _logger.WaitForAssignmentAsync(CheckoutFlag.Flag, "ben");
        flags.Checkout.Variant(Anna);
        Assert.False(waiting.IsCompleted);
        _ = Task.Run(() => flags.Checkout.Variant(Ben));

        Assert.Equal("ben", (await waiting).Subject);
        Assert.Equal("anna", (await _logger.WaitForAssignmentAsync("checkout")).Subject);
    }

    [Fact]
    public async Task A_wait_ends_with_its_time_or_its_token()
    {
        FlagAssertionException late = await Assert.ThrowsAsync<FlagAssertionException>(() => _logger.WaitForAssignmentAsync(CheckoutFlag.Flag, "anna", TimeSpan.FromMilliseconds(1)));
        Assert.StartsWith("Expected: an assignment of checkout to \"anna\" within 00:00:00.0010000.\nRecorded: nothing.", late.Message, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _logger.WaitForAssignmentAsync(CheckoutFlag.Flag, cancellationToken: new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task It_takes_events_from_any_number_of_threads_and_gives_out_copies()
    {
        FlagSet flags = new(new TestConfiguration().Assign(KillSwitchFlag.Flag, true).ToClient(_logger));
        IReadOnlyList<AssignmentEvent> before = _logger.Assignments;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            for (int number = 0; number < 500; number++)
            {
                flags.KillSwitch.IsEnabled(new User($"{thread}-{number}"));
                _ = _logger.Assignments.Count;
            }
        })));

        Assert.Empty(before);
        Assert.Equal(2_000, _logger.Assignments.Select(assignment => assignment.Subject).Distinct().Count());
    }

    [Fact]
    public void Cleared_it_begins_anew()
    {
        FlagSet flags = new(new TestConfiguration().Assign(KillSwitchFlag.Flag, true).ToClient(_logger));
        flags.KillSwitch.IsEnabled(Anna);
        _logger.LogBanditAction(Action("ben", "nike"));
        _logger.Clear();
        _logger.AssertNothingLogged();
        Assert.Empty(_logger.BanditActions);

        flags.KillSwitch.IsEnabled(Ben);
        Assert.Equal("ben", Assert.Single(_logger.Assignments).Subject);
    }

    private static BanditActionEvent Action(string subject, string action) => new()
    {
        Timestamp = DateTimeOffset.UnixEpoch,
        FlagKey = "banner",
        BanditKey = "shoes",
        Subject = subject,
        Action = action,
        ActionProbability = 1,
        OptimalityGap = 0,
        ModelVersion = "v1",
        SubjectNumericAttributes = new Dictionary<string, double>(),
        SubjectCategoricalAttributes = new Dictionary<string, string>(),
        ActionNumericAttributes = new Dictionary<string, double>(),
        ActionCategoricalAttributes = new Dictionary<string, string>(),
    };
}
